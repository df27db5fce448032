package org.meshnn.file;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.train.Rewired;

/**
 * The rewirings of a training, one entry each, as model.json has them.
 *
 * @param epoch the whole epochs run before it
 * @param step the steps taken before it
 * @param dropped edges that went
 * @param grown edges that came
 * @param edges that there were since
 */
record RewiredJson(int[] epoch, long[] step, int[] dropped, int[] grown, int[] edges) {

  static RewiredJson of(List<Rewired> rewirings) {
    return new RewiredJson(
        column(rewirings, Rewired::epoch),
        rewirings.stream().mapToLong(Rewired::step).toArray(),
        column(rewirings, Rewired::dropped),
        column(rewirings, Rewired::grown),
        column(rewirings, Rewired::edges));
  }

  private static int[] column(List<Rewired> rewirings, ToIntFunction<Rewired> value) {
    return rewirings.stream().mapToInt(value).toArray();
  }

  List<Rewired> rewirings() {
    if (step == null
        || !isAsLong(epoch)
        || !isAsLong(dropped)
        || !isAsLong(grown)
        || !isAsLong(edges)) {
      throw new IllegalArgumentException("expected columns of rewirings that are equally long");
    }
    return IntStream.range(0, step.length)
        .mapToObj(i -> new Rewired(epoch[i], step[i], dropped[i], grown[i], edges[i]))
        .toList();
  }

  private boolean isAsLong(int @Nullable [] column) {
    return column != null && column.length == step.length;
  }
}
