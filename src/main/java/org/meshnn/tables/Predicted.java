package org.meshnn.tables;

import java.io.Serializable;
import java.util.List;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * What sequences are to predict.
 *
 * @param meaning of the columns
 * @param columns whose entries are predicted, at least one
 * @param horizons rows ahead, at least 1 each, ascending; of a label 0 alone
 */
public record Predicted(Meaning meaning, List<String> columns, List<Integer> horizons)
    implements Serializable {
  /** What the columns stand for. */
  public enum Meaning {
    /** Their entries some rows ahead. */
    FORECAST,
    /** Labels of each series. */
    LABEL,
    /** Labels of each row. */
    LABEL_PER_STEP
  }

  /** Far beyond any table, and far from where sums of rows overflow. */
  static final int MOST_ROWS = 1 << 29;

  /**
   * Checks that columns and horizons suit the meaning.
   *
   * @param meaning of the columns
   * @param columns whose entries are predicted, at least one
   * @param horizons rows ahead, at least 1 each, ascending; of a label 0 alone
   * @throws IllegalArgumentException if they do not
   */
  public Predicted {
    Required.of(meaning, "a meaning, for example Predicted.Meaning.FORECAST");
    columns = Names.distinct("columns to predict", columns, 1);
    horizons = List.copyOf(Required.of(horizons, "horizons, for example List.of(1)"));
    if (meaning == Meaning.FORECAST) {
      requireHorizons(horizons);
    } else if (!horizons.equals(List.of(0))) {
      throw new IllegalArgumentException(
          "expected labels at horizon 0, got horizons " + Listing.of(horizons));
    }
  }

  private static void requireHorizons(List<Integer> horizons) {
    int before = 0;
    for (int horizon : horizons) {
      if (horizon <= before || horizon > MOST_ROWS) {
        throw refused(horizons);
      }
      before = horizon;
    }
    if (horizons.isEmpty()) {
      throw refused(horizons);
    }
  }

  private static IllegalArgumentException refused(List<Integer> horizons) {
    return new IllegalArgumentException(
        "expected horizons of 1 row ahead or more, ascending, for example .horizon(1, 2, 12); got "
            + (horizons.isEmpty() ? "none" : Listing.of(horizons)));
  }

  /** The furthest horizon. */
  int furthest() {
    return horizons.get(horizons.size() - 1);
  }

  boolean forecast() {
    return meaning == Meaning.FORECAST;
  }

  /** For example {@code forecast of a, b +1, +2}. */
  @Override
  public String toString() {
    String what = Listing.of(columns);
    return switch (meaning) {
      case FORECAST ->
          "forecast of " + what + " " + Listing.of(horizons.stream().map(h -> "+" + h).toList());
      case LABEL -> "a label " + what + " of each series";
      case LABEL_PER_STEP -> "a label " + what + " of each row";
    };
  }
}
