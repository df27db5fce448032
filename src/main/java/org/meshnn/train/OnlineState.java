package org.meshnn.train;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.meshnn.text.Required;

/**
 * All that online learning under way is, beside its settings: from here it goes on as if it had
 * never stopped. The arrays are shared.
 *
 * @param weights one per edge
 * @param memory what the optimiser remembers
 * @param streams by name what steps to come depend on, see {@link
 *     org.meshnn.engine.StreamEngine#keep}
 * @param steps predictions made
 * @param learned steps of them that were learned from
 * @param sinceReset steps since the streams stood at S = 0 together
 * @param pending whether the last prediction may still be learned from
 */
public record OnlineState(
    double[] weights,
    Optimiser.Memory memory,
    Map<String, double[]> streams,
    long steps,
    long learned,
    long sinceReset,
    boolean pending) {

  /**
   * Checks the counts; copies the map, and not its arrays.
   *
   * @param weights one per edge
   * @param memory what the optimiser remembers
   * @param streams by name what steps to come depend on
   * @param steps 0 or more
   * @param learned from 0 to {@code steps}
   * @param sinceReset from 0 to {@code steps}
   * @param pending only after a step
   * @throws IllegalArgumentException if they do not belong together
   */
  public OnlineState {
    Required.of(weights, "one weight per edge");
    Required.of(memory, "what the optimiser remembers");
    streams = Collections.unmodifiableMap(new TreeMap<>(Required.of(streams, "the streams")));
    boolean counts = steps >= 0 && learned >= 0 && sinceReset >= 0;
    if (!counts || learned > steps || sinceReset > steps || (pending && steps == 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected no more steps learned from, nor since a reset, than there were; got %d and"
                  + " %d of %d%s",
              learned,
              sinceReset,
              steps,
              pending ? ", and one to be learned from" : ""));
    }
  }
}
