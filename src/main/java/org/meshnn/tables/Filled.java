package org.meshnn.tables;

import static java.math.RoundingMode.HALF_EVEN;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.columns.Column;

/**
 * A column whose missing entries are filled, and then become inputs as another feature has them;
 * with an indicator, a last input is 1 where the entry was missing, else 0.
 *
 * @param feature what complete entries become
 * @param value what missing entries are filled with, as text
 * @param indicator whether there is an input for where they were
 * @param rows how many training rows lacked the entry
 */
public record Filled(Feature feature, String value, boolean indicator, int rows)
    implements Feature {
  private static final int DIGITS = 6; // of a number, as it is told

  /**
   * Checks the value.
   *
   * @param feature what complete entries become
   * @param value what missing entries are filled with, as text
   * @param indicator whether there is an input for where they were
   * @param rows how many training rows lacked the entry
   * @throws IllegalArgumentException if the value is no entry of such a column, the feature is
   *     filled itself, or the count is negative
   */
  public Filled {
    Required.of(feature, "what complete entries become");
    Required.of(value, "what missing entries are filled with");
    if (feature instanceof Filled || rows < 0) {
      throw new IllegalArgumentException(
          "expected a column filled once, in 0 or more rows; got "
              + Listing.quoted(feature.name())
              + " in "
              + rows);
    }
    inputs(feature, value);
  }

  private static double[] inputs(Feature feature, String value) {
    if (feature instanceof Feature.Numeric number) {
      return new double[] {Entries.finite(feature.name(), 0, Filling.input(number, value))};
    }
    DMatrixRMaj inputs = new DMatrixRMaj(1, feature.inputNames().size());
    feature.encode(Filling.single(feature, value), inputs, 0);
    return inputs.data;
  }

  /** The inputs of a missing entry, without the indicator. */
  double[] inputs() {
    return inputs(feature, value);
  }

  /**
   * {@return the days since 1970-01-01 of the date or time that missing entries are filled with}
   *
   * @throws IllegalStateException if the column is not of dates or times
   */
  public double days() {
    if (!(feature instanceof Dates)) {
      throw new IllegalStateException(
          "the column " + Listing.quoted(name()) + " is not of dates or times");
    }
    return Moments.days(Moments.parse(value));
  }

  @Override
  public String name() {
    return feature.name();
  }

  @Override
  public List<String> inputNames() {
    return indicator
        ? Stream.concat(feature.inputNames().stream(), Stream.of(name() + " missing")).toList()
        : feature.inputNames();
  }

  @Override
  public List<String> values() {
    return feature.values();
  }

  @Override
  public Filled plain() {
    return new Filled(feature.plain(), value, indicator, rows);
  }

  @Override
  public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
    int[] holes = Filling.holes(column);
    feature.encode(Filling.filled(column, holes, value), inputs, at);
    if (indicator) {
      int last = at + feature.inputNames().size();
      for (int row : holes) {
        inputs.set(row, last, 1);
      }
    }
  }

  @Override
  public Content content(Column<?> column, int[] taken) {
    return feature.content(Filling.filled(column, Filling.holes(column), value), taken);
  }

  /** The value; of a number with a fraction 6 digits of it, or more where it is 1,000,000 or so. */
  private String shown() {
    if (!(feature instanceof Feature.Numeric)) {
      return value;
    }
    BigDecimal number = new BigDecimal(value);
    int whole = number.precision() - number.scale();
    BigDecimal shown = number.round(new MathContext(Math.max(DIGITS, whole), HALF_EVEN));
    return number.compareTo(shown) == 0 ? value : Entries.text(shown.doubleValue());
  }

  @Override
  public String rule() {
    String inner = feature.rule();
    return (inner.isEmpty() ? "" : inner + ", ")
        + (rows == 0
            ? "a missing entry is filled with "
            : Plural.grouped(rows, "missing entry") + " filled with ")
        + Listing.quoted(shown())
        + (indicator ? ", and told by an input" : "");
  }
}
