package org.meshnn.tables;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Required;

/**
 * How the rows of a table become series.
 *
 * @param order the column that they are ordered by, or null: they stand in order
 * @param series the column that names the series, or null: they are of one
 * @param missing what is done with missing inputs
 * @param gaps what is done with gaps in the order
 */
public record Ordering(@Nullable String order, @Nullable String series, Missing missing, Gaps gaps)
    implements Serializable {

  /** One series in the order of the rows, complete. */
  static final Ordering NONE = new Ordering(null, null, Missing.REFUSE, Gaps.REFUSE);

  /**
   * Refuses null for a rule.
   *
   * @param order the column that rows are ordered by, or null
   * @param series the column that names the series, or null
   * @param missing what is done with missing inputs
   * @param gaps what is done with gaps in the order
   * @throws IllegalArgumentException if a rule is null
   */
  public Ordering {
    Required.of(missing, "a rule for missing inputs, for example Missing.CARRY_FORWARD");
    Required.of(gaps, "a rule for gaps, for example Gaps.SPLIT");
  }

  /** The same, with the rules that another states: all but those that refuse. */
  Ordering overruled(Ordering other) {
    return new Ordering(
        order,
        series,
        other.missing == Missing.REFUSE ? missing : other.missing,
        other.gaps == Gaps.REFUSE ? gaps : other.gaps);
  }
}
