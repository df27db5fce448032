package org.meshnn.scores;

import java.util.List;

/**
 * Scores of several columns that were predicted at once.
 *
 * @param columns their names
 * @param parts the scores of each, in the same order
 */
public record JointScores(List<String> columns, List<Scores> parts) implements Scores {
  /**
   * Keeps copies.
   *
   * @param columns at least one
   * @param parts as many, of as many samples each
   * @throws IllegalArgumentException if they do not fit together
   */
  public JointScores {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
    if (columns.isEmpty()
        || columns.size() != parts.size()
        || parts.stream().mapToInt(Scores::samples).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "expected the scores of each of "
              + columns.size()
              + " columns, on the same samples; got "
              + parts.size());
    }
  }

  @Override
  public int samples() {
    return parts.get(0).samples();
  }

  /**
   * Each column has its own.
   *
   * @throws IllegalStateException always
   */
  @Override
  public Interval interval() {
    throw new IllegalStateException(
        "several columns were predicted and each has its own interval; ask one of parts()");
  }
}
