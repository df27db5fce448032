package org.meshnn.train;

import java.util.List;
import java.util.stream.Collectors;
import org.meshnn.engine.Block;
import org.meshnn.text.Required;

/**
 * See {@link Loss#quantiles}. Outputs and targets are those of the levels of the first value, then
 * of the next.
 *
 * @param levels each in (0, 1), ascending, at least one
 */
public record Quantiles(List<Double> levels) implements OutputLoss {
  private static final int MOST = 99;

  /**
   * Checks the levels.
   *
   * @param levels each in (0, 1), ascending, 1 to 99 of them
   * @throws IllegalArgumentException if they are not
   */
  public Quantiles {
    levels = List.copyOf(Required.of(levels, "levels, for example List.of(0.1, 0.5, 0.9)"));
    double before = 0;
    for (double level : levels) {
      if (!(level > before && level < 1)) {
        throw refused(level + " after " + before);
      }
      before = level;
    }
    if (levels.isEmpty() || levels.size() > MOST) {
      throw refused(levels.size() + " of them");
    }
  }

  private static IllegalArgumentException refused(String got) {
    return new IllegalArgumentException(
        "expected 1 to 99 levels between 0 and 1, ascending, for example Loss.quantiles(0.1, 0.5,"
            + " 0.9); got "
            + got);
  }

  /**
   * {@return the place of the level nearest to 0.5, the first of equals}
   *
   * @param levels at least one
   */
  public static int middle(List<Double> levels) {
    int best = 0;
    for (int q = 1; q < levels.size(); q++) {
      boolean nearer = Math.abs(levels.get(q) - 0.5) < Math.abs(levels.get(best) - 0.5);
      best = nearer ? q : best;
    }
    return best;
  }

  @Override
  public double value(int k, double s, double y) {
    double level = levels.get(k % levels.size());
    double error = y - s;
    return error > 0 ? level * error : (level - 1) * error;
  }

  /** At 0 error any slope from -q to 1 - q will do: 0 is taken. */
  @Override
  public double slope(int k, double s, double y) {
    double level = levels.get(k % levels.size());
    return y > s ? -level : y < s ? 1 - level : 0 * (y - s);
  }

  /** The squared errors of the predictions: of the level nearest to 0.5. */
  @Override
  public double score(Block outputs, double[] targets, int y, int p) {
    double sum = 0;
    for (int k = middle(levels); k < outputs.rows(); k += levels.size()) {
      double error = outputs.value(k, p) - targets[y + k];
      sum += error * error;
    }
    return sum;
  }

  @Override
  public String toString() {
    return levels.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "quantiles(", ")"));
  }
}
