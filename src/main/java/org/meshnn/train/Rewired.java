package org.meshnn.train;

import java.util.Locale;
import org.meshnn.text.Plural;

/**
 * One rewiring of a mesh under training.
 *
 * @param epoch the whole epochs run before it
 * @param step the steps taken before it
 * @param dropped edges that went
 * @param grown edges that came
 * @param edges that there are since
 */
public record Rewired(int epoch, long step, int dropped, int grown, int edges) {

  /**
   * Checks the ranges.
   *
   * @param epoch 0 or more
   * @param step 0 or more
   * @param dropped 0 or more
   * @param grown 0 or more, at most {@code edges}
   * @param edges 0 or more
   * @throws IllegalArgumentException if one is outside its range
   */
  public Rewired {
    if (epoch < 0 || step < 0 || dropped < 0 || grown < 0 || edges < grown) {
      throw new IllegalArgumentException(
          "expected no negative number, and no more edges grown than there are since; got "
              + epoch
              + " epochs, "
              + step
              + " steps, "
              + dropped
              + " dropped, "
              + grown
              + " grown, "
              + edges
              + " edges");
    }
  }

  /** The edges before it. */
  int before() {
    return edges - grown + dropped;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "after %s and %s: %,d dropped, %,d grown, %s since",
        Plural.of(epoch, "epoch"),
        Plural.of(step, "step"),
        dropped,
        grown,
        Plural.of(edges, "edge"));
  }
}
