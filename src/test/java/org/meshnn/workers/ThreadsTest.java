package org.meshnn.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadsTest {

  private static List<Task<Integer, Integer>> squares(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Task<Integer, Integer>(i, shared -> shared * shared))
        .toList();
  }

  @Test
  void everyRunIsReportedOnceOnTheCallingThread() {
    Thread here = Thread.currentThread();
    TreeMap<Integer, Integer> results = new TreeMap<>();
    boolean all =
        Workers.threads(3)
            .make(
                squares(50),
                (task, ended) -> {
                  assertSame(here, Thread.currentThread());
                  assertEquals(null, results.put(task, ended.result()));
                  return true;
                });
    assertTrue(all);
    assertEquals(50, results.size());
    results.forEach((task, result) -> assertEquals(task * task, result));
    assertTrue(Workers.threads().make(List.of(), (task, ended) -> false));
  }

  @Test
  void aFailureIsReportedAndTheOthersGoOn() {
    Task<Integer, Integer> fails =
        new Task<>(
            1,
            shared -> {
              throw new OutOfMemoryError("made up");
            });
    TreeMap<Integer, Ended<Integer>> all = new TreeMap<>();
    assertTrue(
        Workers.threads(2)
            .make(
                List.of(fails, squares(4).get(3)),
                (task, ended) -> {
                  all.put(task, ended);
                  return true;
                }));
    assertEquals("made up", all.get(0).failure().getMessage());
    assertEquals(9, all.get(1).result());
    assertFalse(all.get(0).interrupted());
  }

  @Test
  void theReceiverStopsTheOthersAndReceivesWhatEnded() {
    CountDownLatch begun = new CountDownLatch(1);
    Task<Integer, Integer> slow =
        new Task<>(
            7,
            shared -> {
              begun.countDown();
              try {
                Thread.sleep(60_000);
                return null;
              } catch (InterruptedException e) {
                return shared; // what it has by then
              }
            });
    Task<Integer, Integer> quick =
        new Task<>(
            1,
            shared -> {
              try {
                begun.await();
              } catch (InterruptedException e) {
                return null;
              }
              return shared;
            });
    TreeMap<Integer, Integer> results = new TreeMap<>();
    boolean all =
        Workers.threads(2)
            .make(
                List.of(slow, quick, slow, slow),
                (task, ended) -> {
                  results.put(task, ended.result());
                  return false;
                });
    assertFalse(all);
    assertEquals(1, results.get(1));
    assertEquals(7, results.get(0));
    assertFalse(results.containsKey(3), "not begun");
    assertThrows(IllegalArgumentException.class, () -> Workers.threads(0));
  }
}
