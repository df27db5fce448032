package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meshnn.text.OneLine;
import org.meshnn.text.TextTable;
import tech.tablesaw.api.Table;

/** The figures of {@link Trials#table()} as text. */
final class SummaryText {
  private static final int LONGEST_NAME = 60;
  private static final int FIRST_FIGURE = 2;

  /** As wide as the columns are at least. */
  private static final List<String> HEAD =
      Stream.concat(
              Stream.of("setting", " runs"),
              Stream.of("mean", "sd", "95 % low", "95 % high", "best", "edges")
                  .map(name -> " ".repeat(10 - name.length()) + name))
          .toList();

  private SummaryText() {}

  /** A line for the names of the columns, then one per setting; "-" for what is missing. */
  static List<String> lines(Table summary) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    IntStream.range(0, summary.rowCount()).forEach(r -> rows.add(row(summary, r)));
    List<Boolean> right = new ArrayList<>(Collections.nCopies(HEAD.size(), true));
    right.set(0, false);
    return TextTable.lines(rows, right, " ");
  }

  private static List<String> row(Table summary, int r) {
    List<String> row = new ArrayList<>();
    row.add(OneLine.of(OneLine.name(summary.stringColumn(0).get(r)), LONGEST_NAME));
    row.add(Integer.toString(summary.intColumn(1).getInt(r)));
    for (int c = FIRST_FIGURE; c < HEAD.size(); c++) {
      double value = summary.doubleColumn(c).getDouble(r);
      row.add(Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value));
    }
    return row;
  }
}
