package org.meshnn.tables;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.columns.Column;

/**
 * A column of dates, times, or both: one standardised input for each part on a line, and two, sine
 * and cosine, for each on a circle.
 *
 * @param name of the column
 * @param parts of a date or time, at least one, each once
 * @param since what days are counted from
 * @param trend how years are standardised
 * @param days how days are standardised
 */
public record Dates(String name, List<DatePart> parts, LocalDate since, Scale trend, Scale days)
    implements Feature {
  /**
   * Checks the parts.
   *
   * @param name of the column
   * @param parts of a date or time, at least one, each once
   * @param since what days are counted from
   * @param trend how years are standardised
   * @param days how days are standardised
   * @throws IllegalArgumentException if there is no part, one stands there twice, or one is null
   */
  public Dates {
    Names.column(name);
    parts = ColumnRule.Dates.distinct(parts);
    Required.of(since, "what days are counted from, for example LocalDate.of(2020, 1, 1)");
    Required.of(trend, "a scale, for example Scale.NONE");
    Required.of(days, "a scale, for example Scale.NONE");
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "expected at least one part of " + Listing.quoted(name) + ", for example DatePart.MONTH");
    }
  }

  /**
   * The parts of a column, not standardised.
   *
   * @param column complete
   * @param rows whose first date days are counted from, unless one is stated
   */
  static Dates of(Column<?> column, ColumnRule.Dates use, int[] rows) {
    if (!Moments.supports(column)) {
      throw new IllegalArgumentException(
          "expected dates or times in column "
              + Listing.quoted(column.name())
              + ", got "
              + column.type().name()
              + "; read it with its type: "
              + Calls.read(column.name(), ColumnType.LOCAL_DATE));
    }
    LocalDate since =
        use.since() != null
            ? use.since()
            : Arrays.stream(rows)
                .mapToObj(row -> Moments.at(column, row).toLocalDate())
                .min(Comparator.naturalOrder())
                .orElse(LocalDate.EPOCH);
    Dates dates = new Dates(column.name(), parts(column, use), since, Scale.NONE, Scale.NONE);
    dates.require(column);
    return dates;
  }

  private static List<DatePart> parts(Column<?> column, ColumnRule.Dates use) {
    if (!use.parts().isEmpty()) {
      return use.parts();
    }
    return Arrays.stream(DatePart.values())
        .filter(part -> part.ofTime() ? Moments.hasTime(column) : Moments.hasDate(column))
        .filter(part -> part != DatePart.DAYS || use.since() != null)
        .toList();
  }

  @Override
  public Dates standardised(Column<?> column, int[] rows) {
    return new Dates(
        name,
        parts,
        since,
        scale(DatePart.TREND, column, rows),
        scale(DatePart.DAYS, column, rows));
  }

  private Scale scale(DatePart part, Column<?> column, int[] rows) {
    if (!parts.contains(part)) {
      return Scale.NONE;
    }
    require(column);
    double[] numbers =
        IntStream.range(0, column.size())
            .mapToDouble(row -> part.of(Moments.at(column, row), since))
            .toArray();
    return Scale.of(DoubleColumn.create(name, numbers), rows);
  }

  @Override
  public Dates plain() {
    return new Dates(name, parts, since, Scale.NONE, Scale.NONE);
  }

  /** Refuses a column without the dates or times that the parts are of. */
  void require(Column<?> column) {
    for (DatePart part : parts) {
      boolean there = part.ofTime() ? Moments.hasTime(column) : Moments.hasDate(column);
      if (!there) {
        ColumnType type = part.ofTime() ? ColumnType.LOCAL_DATE_TIME : ColumnType.LOCAL_DATE;
        throw new IllegalArgumentException(
            "column "
                + Listing.quoted(column.name())
                + " has no "
                + (part.ofTime() ? "time" : "date")
                + " to take the "
                + part
                + " of: it is of type "
                + column.type().name()
                + "; read it with its type: "
                + Calls.read(column.name(), type));
      }
    }
  }

  /** Refuses a moment without what the parts are of. */
  void require(Temporal at) {
    boolean date = !(at instanceof LocalTime);
    boolean time = !(at instanceof LocalDate);
    if (parts.stream().anyMatch(part -> part.ofTime() ? !time : !date)) {
      throw new IllegalArgumentException(
          "column "
              + Listing.quoted(name)
              + " is learned by its "
              + Listing.of(parts)
              + ", which "
              + at
              + " has not; set a LocalDateTime");
    }
  }

  @Override
  public List<String> inputNames() {
    return parts.stream()
        .flatMap(part -> part.inputs().stream())
        .map(input -> name + " " + input)
        .toList();
  }

  @Override
  public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
    require(column);
    int width = inputNames().size();
    for (int row = 0; row < column.size(); row++) {
      int first = row * inputs.numCols + at;
      write(Moments.at(column, row), inputs.data, first);
      for (int i = first; i < first + width; i++) {
        Entries.finite(name, row, inputs.data[i]);
      }
    }
  }

  /**
   * Writes the inputs of a moment.
   *
   * @param at a date is its midnight; of a time the date is not read
   * @param inputs to be written to
   * @param first where the first of them goes
   */
  void write(LocalDateTime at, double[] inputs, int first) {
    int i = first;
    for (DatePart part : parts) {
      double place = part.of(at, since);
      if (part.linear()) {
        inputs[i++] = (part == DatePart.TREND ? trend : days).standardise(place);
      } else {
        double angle = 2 * Math.PI * place;
        inputs[i++] = StrictMath.sin(angle);
        inputs[i++] = StrictMath.cos(angle);
      }
    }
  }

  @Override
  public Content content(Column<?> column, int[] rows) {
    Comparator<Integer> order = Comparator.comparing(row -> Moments.at(column, row));
    int first = Arrays.stream(rows).boxed().min(order).orElseThrow();
    int last = Arrays.stream(rows).boxed().max(order).orElseThrow();
    return new Content.Span(name, "" + column.get(first), "" + column.get(last));
  }

  @Override
  public String rule() {
    return Listing.of(parts) + (parts.contains(DatePart.DAYS) ? " since " + since : "");
  }
}
