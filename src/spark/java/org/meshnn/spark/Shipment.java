package org.meshnn.spark;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.meshnn.workers.Packed;
import org.meshnn.workers.Task;

/**
 * Tasks, packed: what they share once in a broadcast, which an executor fetches when it makes the
 * first of them.
 *
 * @param tasks in their order
 * @param broadcasts each once
 */
record Shipment<S, R>(List<Sent<S, R>> tasks, List<Broadcast<Packed<S>>> broadcasts)
    implements AutoCloseable {

  /** Refuses what cannot travel before anything is sent. */
  static <S, R> Shipment<S, R> of(List<Task<S, R>> tasks, JavaSparkContext context) {
    Map<S, Packed<S>> shared = new IdentityHashMap<>();
    List<Packed<Task.Work<S, R>>> works = new ArrayList<>();
    for (Task<S, R> task : tasks) {
      shared.computeIfAbsent(task.shared(), one -> Packed.of(one, "what runs learn from"));
      works.add(Packed.of(task.work(), "run " + (works.size() + 1) + " of " + tasks.size()));
    }
    Map<S, Broadcast<Packed<S>>> broadcasts = new IdentityHashMap<>();
    List<Sent<S, R>> sent = new ArrayList<>();
    try {
      for (int i = 0; i < tasks.size(); i++) {
        Broadcast<Packed<S>> known =
            broadcasts.computeIfAbsent(
                tasks.get(i).shared(), one -> context.broadcast(shared.get(one)));
        sent.add(new Sent<>(i, works.get(i), known));
      }
    } catch (Throwable e) {
      broadcasts.values().forEach(Shipment::destroy);
      throw e;
    }
    return new Shipment<>(sent, List.copyOf(broadcasts.values()));
  }

  @Override
  public void close() {
    broadcasts.forEach(Shipment::destroy);
  }

  private static void destroy(Broadcast<?> broadcast) {
    broadcast.destroy(false);
  }
}
