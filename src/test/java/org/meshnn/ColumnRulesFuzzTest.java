package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.TableFuzzTest.Ending;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.DatePart;
import org.meshnn.tables.Fill;
import org.meshnn.tables.Unseen;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/**
 * Random tables with random rules, each from its seed: refused with a reason that helps, or a
 * finite, repeatable model that is the same from its file.
 */
class ColumnRulesFuzzTest {
  private static final int CASES = Integer.getInteger("tables.fuzz", 1_000);
  private static final long FIRST = Long.getLong("tables.fuzz.first", 1);
  private static final Training QUICK = Training.defaults().epochs(1).threads(1);

  @TempDir Path folder;

  /** Rules that may or may not suit a table of any sort. */
  private static ColumnRules rules(Table table, RandomGenerator random) {
    ColumnRules rules = ColumnRules.defaults();
    int count = random.nextInt(1, 6);
    for (int i = 0; i < count; i++) {
      String column =
          table.columnCount() == 0 || random.nextInt(30) == 0
              ? "absent"
              : table.columnNames().get(random.nextInt(table.columnCount()));
      rules =
          switch (random.nextInt(10)) {
            case 0 -> rules.missing(fill(random));
            case 1 -> rules.missing(column, fill(random));
            case 2 -> rules.missing(Fill.mostFrequent()).missing(Fill.median());
            case 3 -> rules.dropIncompleteRows();
            case 4 -> rules.ordinal(column, "1", "2", "a", "b", "A", "true", "false");
            case 5 -> rules.categories(column);
            case 6 -> rules.rare(random.nextInt(1, 4));
            case 7 -> rules.unseen(Unseen.OTHER);
            case 8 -> rules.dates(column, DatePart.values()[random.nextInt(5)]);
            default -> rules.ignore(column);
          };
    }
    return rules;
  }

  private static Fill fill(RandomGenerator random) {
    Fill fill =
        switch (random.nextInt(6)) {
          case 0 -> Fill.mean();
          case 1 -> Fill.median();
          case 2 -> Fill.mostFrequent();
          case 3 -> Fill.constant(random.nextBoolean() ? 0 : 1e300);
          case 4 -> Fill.constant(random.nextBoolean() ? "none" : "2024-02-29");
          default -> Fill.constant(random.nextBoolean());
        };
    return random.nextBoolean() ? fill.withIndicator() : fill;
  }

  @Test
  void aTableIsRefusedWithAReasonOrLearnedFrom() {
    Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    for (long seed = FIRST; seed < FIRST + CASES; seed++) {
      RandomGenerator random = RandomMeshes.generator(seed);
      RandomTable given = RandomTable.of(random);
      ColumnRules rules = rules(given.table(), random);
      Mesh mesh = Mesh.of(random.nextInt(30, 60)).connect(Wiring.random(0.5, seed)).columns(rules);
      endings.merge(told(mesh, given.table(), given.label(), seed), 1, Integer::sum);
    }
    assertTrue(endings.getOrDefault(Ending.LEARNED, 0) >= CASES / 8, endings::toString);
    assertTrue(endings.getOrDefault(Ending.REFUSED, 0) >= CASES / 5, endings::toString);
  }

  private Ending told(Mesh mesh, Table table, String label, long seed) {
    try {
      return ending(mesh, table, label, seed);
    } catch (RuntimeException | AssertionError fault) {
      throw new AssertionError("seed " + seed + ", " + mesh.columns() + ": " + fault, fault);
    }
  }

  private Ending ending(Mesh mesh, Table table, String label, long seed) {
    TrainedMesh model;
    try {
      model = mesh.train(table, label, QUICK);
    } catch (TrainingDiverged e) {
      return Ending.DIVERGED;
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      assertTrue(message.length() <= 2_000 && message.lines().count() <= 12, message);
      assertFalse(message.isBlank() || message.contains("java."), message);
      return Ending.REFUSED;
    }
    double[] weights = model.weights();
    assertTrue(DoubleStream.of(weights).allMatch(Double::isFinite));
    assertSame(weights, mesh.train(table, label, QUICK).weights());
    Table complete = model.encoding().complete(table);
    double[] inputs = model.encoding().inputs(complete).data;
    assertTrue(DoubleStream.of(inputs).allMatch(Double::isFinite));
    if (seed % 8 == 0) {
      TrainedMesh loaded = TrainedMesh.load(model.save(folder.resolve("fuzz.mesh")));
      assertSame(inputs, loaded.encoding().inputs(complete).data);
      assertEquals(model.mesh().columns(), loaded.mesh().columns());
      assertEquals(model.summary(), loaded.summary());
      assertEquals(model.card().toString(), loaded.card().toString());
    }
    return Ending.LEARNED;
  }

  private static void assertSame(double[] expected, double[] found) {
    assertArrayEquals(
        DoubleStream.of(expected).mapToLong(Double::doubleToRawLongBits).toArray(),
        DoubleStream.of(found).mapToLong(Double::doubleToRawLongBits).toArray());
  }

  /** Rules that suit: never refused, and each row alone is what it is in its table. */
  @Test
  void rulesThatSuitAreNeverRefused() {
    for (long seed = FIRST; seed < FIRST + Math.max(40, CASES / 10); seed++) {
      RuledTable given = RuledTable.of(60, RandomMeshes.generator(seed));
      Mesh mesh = Mesh.of(80).connect(Wiring.random(0.3, seed)).columns(given.rules());
      try {
        TrainedMesh model = mesh.train(given.table(), "label", QUICK.validation(0.2));
        RuledRows.assertAgree(model, given.table());
        TrainedMesh loaded = TrainedMesh.load(model.save(folder.resolve("ruled.mesh")));
        assertEquals(model.encoding().features(), loaded.encoding().features());
        RuledRows.assertAgree(loaded, given.table());
        assertEquals(
            model.predict(given.table()).toString(), loaded.predict(given.table()).toString());
      } catch (RuntimeException | AssertionError fault) {
        throw new AssertionError("seed " + seed + ", " + given.rules() + ": " + fault, fault);
      }
    }
  }
}
