package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What rules make of columns is what scikit-learn makes of them: SimpleImputer, OneHotEncoder with
 * rare and unknown categories, OrdinalEncoder, StandardScaler. Recorded by {@code
 * src/bench/python/sklearn_columns.py}.
 */
class ColumnOracleTest {
  private static final Path RECORDED = Path.of("src/test/resources/oracles/columns.json");
  private static final double CLOSE = 1e-10;

  private int train;

  @Test
  void columnsAreWhatScikitLearnMakesOfThem() throws IOException {
    JsonObject recorded = JsonParser.parseString(Files.readString(RECORDED)).getAsJsonObject();
    train = recorded.get("train").getAsInt();
    for (JsonElement element : recorded.getAsJsonArray("cases")) {
      JsonObject known = element.getAsJsonObject();
      switch (known.get("kind").getAsString()) {
        case "numbers" -> numbers(known);
        case "words" -> {
          Column<?> words = StringColumn.create("c", texts(known.getAsJsonArray("column")));
          grouped(known, words, ColumnRules.defaults().missing(Fill.mostFrequent()));
        }
        case "codes" -> {
          Column<?> codes = IntColumn.create("c", integers(known.getAsJsonArray("column")));
          grouped(known, codes, ColumnRules.defaults().categories("c"));
        }
        default -> ordinal(known);
      }
    }
    assertEquals(65, recorded.getAsJsonArray("cases").size());
  }

  private DMatrixRMaj inputs(Column<?> column, ColumnRules rules, boolean standardised) {
    Table table =
        Table.create(
            column,
            DoubleColumn.create("y", IntStream.range(0, column.size()).mapToDouble(i -> i)));
    return TrainingTable.of(table, "y", Target.VALUE, rules)
        .encoding(IntStream.range(0, train).toArray(), standardised)
        .inputs(table);
  }

  private static double[] column(DMatrixRMaj inputs, int at) {
    return IntStream.range(0, inputs.numRows).mapToDouble(row -> inputs.get(row, at)).toArray();
  }

  private void numbers(JsonObject known) {
    Fill fill =
        switch (known.get("strategy").getAsString()) {
          case "mean" -> Fill.mean();
          case "median" -> Fill.median();
          case "most_frequent" -> Fill.mostFrequent();
          default -> Fill.constant(-1.5);
        };
    fill = known.get("asked").getAsBoolean() ? fill.withIndicator() : fill;
    Column<?> holed = DoubleColumn.create("c", doubles(known.getAsJsonArray("column")));
    ColumnRules rules = ColumnRules.defaults().missing(fill);
    DMatrixRMaj plain = inputs(holed, rules, false);
    assertEquals(known.get("indicator").getAsBoolean() ? 2 : 1, plain.numCols);
    assertArrayEquals(matrix(known.getAsJsonArray("filled")), plain.data, CLOSE);
    assertArrayEquals(
        doubles(known.getAsJsonArray("standardised")),
        column(inputs(holed, rules, true), 0),
        CLOSE);
  }

  private void grouped(JsonObject known, Column<?> column, ColumnRules rules) {
    ColumnRules all = rules.rare(known.get("least").getAsInt()).unseen(Unseen.OTHER);
    assertArrayEquals(
        matrix(known.getAsJsonArray("inputs")), inputs(column, all, false).data, known::toString);
  }

  private void ordinal(JsonObject known) {
    Column<?> sizes = StringColumn.create("c", texts(known.getAsJsonArray("column")));
    ColumnRules rules = ColumnRules.defaults().ordinal("c", "S", "M", "L", "XL");
    assertArrayEquals(
        doubles(known.getAsJsonArray("places")), column(inputs(sizes, rules, false), 0));
    assertArrayEquals(
        doubles(known.getAsJsonArray("standardised")),
        column(inputs(sizes, rules, true), 0),
        CLOSE);
  }

  private static double[] doubles(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(e -> e.isJsonNull() ? Double.NaN : e.getAsDouble())
        .toArray();
  }

  private static int[] integers(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }

  private static String[] texts(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(e -> e.isJsonNull() ? "" : e.getAsString())
        .toArray(String[]::new);
  }

  private static double[] matrix(JsonArray rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .flatMapToDouble(row -> java.util.Arrays.stream(doubles(row.getAsJsonArray())))
        .toArray();
  }
}
