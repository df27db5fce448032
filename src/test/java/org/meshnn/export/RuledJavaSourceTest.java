package org.meshnn.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.Predictor;
import org.meshnn.RuledRows;
import org.meshnn.RuledTable;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Dates;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Filled;
import org.meshnn.tables.Grouped;
import org.meshnn.tables.Ordinal;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A written class fills, gathers and refuses as the model does. */
class RuledJavaSourceTest {
  private static final int MODELS = 24;
  private static final Training ONE = Training.defaults().epochs(1).threads(1);

  private record Case(TrainedMesh model, Table table) {
    static Case of(long seed) {
      RuledTable given = RuledTable.of(40, RandomMeshes.generator(seed));
      Table table = given.table();
      for (int i = 0; seed % 4 == 0 && i < 30; i++) {
        table.addColumns(table.column("income").copy().setName("income " + i));
      }
      Mesh mesh = Mesh.of(110).connect(Wiring.random(0.1, seed));
      TrainedMesh model = mesh.columns(given.rules()).train(table, "label", ONE);
      return new Case(model, model.encoding().complete(table));
    }

    private Object[] arguments(Compiled compiled, String type, int row) {
      List<Feature> features = model.encoding().features();
      List<Object> arguments = new ArrayList<>();
      for (Feature feature : features) {
        Column<?> column = table.column(feature.name());
        Feature complete = feature instanceof Filled filled ? filled.feature() : feature;
        boolean named =
            complete instanceof Grouped
                || complete instanceof Ordinal
                || complete instanceof Feature.Category;
        boolean dated = complete instanceof Dates;
        boolean reference = complete instanceof Feature.Numeric n && n.reference() != 0;
        Object entry =
            named
                ? String.valueOf(column.get(row))
                : column instanceof BooleanColumn flags
                    ? flags.get(row)
                    : dated
                        ? moment(column.get(row))
                        : reference
                            ? (Object) ((LongColumn) column).getLong(row)
                            : (Object) ((NumericColumn<?>) column).getDouble(row);
        if (column.isMissing(row)) {
          entry =
              dated || named || reference || column instanceof BooleanColumn ? null : Double.NaN;
        }
        arguments.add(entry);
      }
      return features.size() <= 30
          ? arguments.toArray()
          : new Object[] {row(compiled, type, features, arguments)};
    }

    private static Object moment(Object entry) {
      return entry instanceof LocalDate date ? date.atStartOfDay() : entry;
    }

    private static double[] row(
        Compiled compiled, String type, List<Feature> features, List<Object> arguments) {
      double[] row = new double[arguments.size()];
      for (int c = 0; c < row.length; c++) {
        Object entry = arguments.get(c);
        Feature complete =
            features.get(c) instanceof Filled filled ? filled.feature() : features.get(c);
        if (entry == null) {
          row[c] = Double.NaN;
        } else if (entry instanceof String text) {
          row[c] = (int) compiled.call(type, "category", complete.name(), text);
        } else if (entry instanceof LocalDateTime at) {
          row[c] = at.toLocalDate().toEpochDay() + at.toLocalTime().toNanoOfDay() / 8.64e13;
        } else if (entry instanceof Boolean flag) {
          row[c] = flag ? 1 : 0;
        } else if (entry instanceof Long whole) {
          row[c] = whole - ((Feature.Numeric) complete).reference();
        } else {
          row[c] = (double) entry;
        }
      }
      return row;
    }
  }

  @Test
  void aClassAnswersAsTheModelDoes() throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    List<Case> cases = new ArrayList<>();
    for (long seed = 1; seed <= MODELS; seed++) {
      Case known = Case.of(seed);
      cases.add(known);
      sources.put("Ruled" + seed, known.model().toJava("Ruled" + seed));
    }
    Compiled compiled = Compiled.of(sources);
    for (int i = 0; i < cases.size(); i++) {
      Case known = cases.get(i);
      String type = "Ruled" + (i + 1);
      Predictor predictor = known.model().predictor(); // in plain loops
      for (int row = 0; row < known.table().rowCount(); row++) {
        double[] found =
            (double[]) compiled.call(type, "predict", known.arguments(compiled, type, row));
        RuledRows.set(predictor, known.table(), row);
        assertArrayEquals(predictor.probabilities(), found, 1e-12, type + ", row " + row);
      }
    }
  }

  @Test
  void unseenCategoriesAreWhatTheModelTakesThemFor() throws IOException {
    for (long seed = 1; seed < 40; seed++) {
      Case known = Case.of(seed);
      boolean takes = known.model().mesh().columns().toString().contains("unseen other");
      if (seed % 4 == 0 || !takes && seed % 5 > 0) {
        continue;
      }
      String type = "Unseen" + seed;
      Compiled compiled = Compiled.of(Map.of(type, known.model().toJava(type)));
      Object[] arguments = known.arguments(compiled, type, 0);
      int zip = known.model().predictor().columns().indexOf("zip");
      arguments[zip] = "77";
      if (!takes) {
        assertThrows(
            IllegalArgumentException.class, () -> compiled.call(type, "predict", arguments));
        continue;
      }
      Predictor predictor = known.model().predictor();
      RuledRows.set(predictor, known.table(), 0);
      predictor.set("zip", 77);
      assertArrayEquals(
          predictor.probabilities(), (double[]) compiled.call(type, "predict", arguments), 1e-12);
      assertTrue(predictor.category("zip", "77") > 0);
      return;
    }
  }
}
