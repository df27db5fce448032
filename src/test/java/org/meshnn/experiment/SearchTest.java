package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.tables.Target;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SearchTest {
  private static final Table IRIS = Datasets.iris();
  private static final Training QUICK = Training.defaults().epochs(3);

  private static Search search() {
    return Search.on(IRIS, "species")
        .over("neurons", 9, 11)
        .over("rate", 0.001, 0.01, 0.05)
        .mesh(c -> Mesh.of(c.whole("neurons")).connect(Wiring.random(0.6, c.seed())))
        .training(c -> QUICK.optimiser(Optimiser.adam(c.number("rate"))))
        .folds(3)
        .test(0.3)
        .seed(5)
        .grid();
  }

  static List<String> bits(Found found) {
    List<String> bits = new ArrayList<>();
    for (CandidateScore row : found.ranking()) {
      bits.add(row.candidate().texts() + " " + row.inner() + row.loss() + row.reason());
      bits.add(row.inner().mean() + " " + row.parameters() + " " + row.epochs() + row.round());
    }
    bits.add(found.headline() + Arrays.hashCode(found.refit().weights()));
    return bits;
  }

  @Test
  void eachScoreIsWhatItsFoldsGiveByHand() {
    Found found = search().run();
    Split outer = Split.stratified(IRIS, "species", 0.3, 5);
    List<Split> folds = Split.folds(outer.train(), "species", 3, 5);
    assertEquals(6, found.ranking().size());
    for (CandidateScore row : found.ranking()) {
      Candidate c = row.candidate();
      Mesh mesh = Mesh.of(c.whole("neurons")).connect(Wiring.random(0.6, 5));
      Training training = QUICK.optimiser(Optimiser.adam(c.number("rate"))).seed(5);
      double sum = 0;
      double loss = 0;
      for (Split fold : folds) {
        TrainedMesh trained = mesh.train(fold.train(), "species", training);
        sum += trained.evaluate(fold.test()).accuracy();
        loss += trained.loss(fold.test());
      }
      assertEquals(sum / 3, row.inner().mean(), 1e-12);
      assertEquals(loss / 3, row.loss(), 1e-12);
      assertEquals(3, row.epochs());
    }
    Candidate best = found.best();
    TrainedMesh again =
        Mesh.of(best.whole("neurons"))
            .connect(Wiring.random(0.6, 5))
            .train(
                outer.train(),
                "species",
                QUICK.optimiser(Optimiser.adam(best.number("rate"))).seed(5));
    assertEquals(
        again.evaluate(outer.test()).accuracy(), found.evaluation().accuracy(), "the outer test");
    assertEquals(45, found.evaluation().rows());
    assertEquals(45, found.testRows().rowCount());
    assertEquals(0, Arrays.compare(again.weights(), found.refit().weights()));
    assertFalse(found.interrupted());
  }

  @Test
  void theBestComesFirst() {
    List<CandidateScore> ranking = search().run().ranking();
    for (int i = 1; i < ranking.size(); i++) {
      CandidateScore better = ranking.get(i - 1);
      CandidateScore worse = ranking.get(i);
      assertTrue(
          better.inner().mean() > worse.inner().mean()
              || (better.inner().mean() == worse.inner().mean() && better.loss() <= worse.loss()));
    }
  }

  @Test
  void theSameBitsOnAnyNumberOfThreads() {
    List<String> one = bits(search().threads(1).run());
    assertEquals(one, bits(search().threads(2).run()));
    assertEquals(one, bits(search().threads(5).run()));
    assertEquals(
        bits(search().halving(6, 2).threads(1).run()),
        bits(search().halving(6, 2).threads(3).run()));
  }

  @Test
  void noFoldHasATestRow() {
    Random random = new Random(3);
    for (int repeat = 0; repeat < 100; repeat++) {
      int[] classes =
          IntStream.range(0, 20 + random.nextInt(50)).map(i -> random.nextInt(3)).toArray();
      TestRows.Fraction outer = new TestRows.Fraction(0.1 + 0.5 * random.nextDouble());
      int k = 2 + random.nextInt(4);
      TestRows.Nested nested = new TestRows.Nested(outer, new TestRows.Folds(k));
      int seed = repeat;
      int[] learning = outer.rows(classes, seed, OptionalInt.empty())[0];
      List<Integer> tested = new ArrayList<>();
      nested
          .folds()
          .forEach(
              fold -> {
                int[][] rows = nested.rows(classes, seed, fold);
                IntStream both = IntStream.concat(IntStream.of(rows[0]), IntStream.of(rows[1]));
                assertEquals(0, Arrays.compare(learning, both.sorted().toArray()));
                IntStream.of(rows[1]).forEach(tested::add);
              });
      assertEquals(learning.length, tested.size());
      assertEquals(learning.length, tested.stream().distinct().count());
    }
  }

  /** On labels that nothing tells, the best of many seems to know something; the outer test no. */
  @Test
  void theOuterTestIsNotFooledByNoise() {
    double inner = 0;
    double outer = 0;
    int repeats = 6;
    for (int seed = 1; seed <= repeats; seed++) {
      Random random = new Random(seed);
      double[] x = random.doubles(60).toArray();
      double[] y = random.doubles(60).toArray();
      List<String> labels =
          random.ints(60, 0, 2).mapToObj(label -> label == 0 ? "no" : "yes").toList();
      Table noise =
          Table.create(
              DoubleColumn.create("x", x),
              DoubleColumn.create("y", y),
              StringColumn.create("label", labels));
      Found found =
          Search.on(noise, "label")
              .over("wiring", Choice.whole(1, 1000))
              .over("rate", Choice.logarithmic(0.01, 0.5))
              .mesh(c -> Mesh.of(8).connect(Wiring.random(0.7, c.whole("wiring"))))
              .training(c -> QUICK.optimiser(Optimiser.adam(c.number("rate"))))
              .folds(3)
              .test(0.5)
              .seed(seed)
              .random(20)
              .run();
      inner += found.ranking().get(0).inner().mean() / repeats;
      outer += found.evaluation().accuracy() / repeats;
    }
    assertTrue(inner > 0.6, "inner " + inner);
    assertEquals(0.5, outer, 0.1, "of 180 rows: 2.7 deviations");
  }

  @Test
  void aCandidateThatFailsIsARow() {
    Found found =
        Search.on(IRIS, "species")
            .over("neurons", 2, 10)
            .over("rate", 0.01, 1e200)
            .mesh(
                c ->
                    Mesh.of(c.whole("neurons")).connect(Wiring.dense()).activation(Activation.RELU))
            .training(c -> QUICK.optimiser(Optimiser.sgd(c.number("rate"))))
            .folds(2)
            .grid()
            .run();
    assertEquals(4, found.ranking().size());
    assertEquals(Map.of("neurons", 10.0, "rate", 0.01), found.best().values());
    List<String> reasons = found.table().stringColumn("reason").asList();
    assertTrue(reasons.get(1).contains("too small"), reasons::toString);
    assertTrue(reasons.get(3).contains("diverged"), reasons::toString);
    assertTrue(found.headline().startsWith("1 of 4 candidates scored; 3 failed"), found.headline());
    assertTrue(found.table().doubleColumn("parameters").isMissing(1));
  }

  @Test
  void whereAllFailThereIsNoBest() {
    Found found =
        Search.on(IRIS, "species")
            .over("neurons", 2, 3)
            .mesh(c -> Mesh.of(c.whole("neurons")).connect(Wiring.dense()))
            .training(QUICK)
            .grid()
            .run();
    assertEquals(2, found.ranking().size());
    assertThrows(IllegalStateException.class, found::best);
    assertThrows(IllegalStateException.class, found::refit);
    assertTrue(found.toString().contains("0 of 2 candidates"), found::toString);
  }

  @Test
  void aMistakeInTheFunctionsIsSaidAtOnce() {
    Search wrong = search().mesh(c -> Mesh.of(c.whole("neuron")).connect(Wiring.dense()));
    String said = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    assertTrue(said.contains("[neurons, rate]") && said.contains("'neuron'"), said);
    Search two =
        search()
            .mesh(
                c ->
                    Mesh.of(12)
                        .connect(Wiring.dense())
                        .target(c.whole("neurons") == 9 ? Target.AUTO : Target.CLASSES));
    assertEquals(6, two.run().ranking().size());
    assertThrows(IllegalStateException.class, () -> Search.on(IRIS, "species").run());
    assertThrows(
        IllegalStateException.class, () -> Search.on(IRIS, "species").over("a", 1, 2).run());
    assertThrows(IllegalArgumentException.class, () -> search().over("rate", 1, 2));
    assertThrows(IllegalArgumentException.class, () -> search().folds(106).run());
    assertThrows(IllegalArgumentException.class, () -> search().over("x", 1, 1));
    String range =
        assertThrows(
                IllegalArgumentException.class,
                () -> search().over("leak", Choice.between(0, 1)).run())
            .getMessage();
    assertTrue(range.contains("over(\"leak\", 1, 10, 100)"), range);
  }

  @Test
  void allAreComparedAtEqualParameters() {
    Found found =
        Search.on(IRIS, "species")
            .over("hidden", 8, 16, 1)
            .mesh(
                c ->
                    Mesh.of(8 + c.whole("hidden"))
                        .connect(Wiring.random(c.number("density"), c.seed())))
            .training(QUICK)
            .atParameters(90, "density")
            .folds(2)
            .grid()
            .run();
    List<CandidateScore> ranking = found.ranking();
    assertEquals(90, ranking.get(0).parameters(), 1, ranking::toString);
    assertEquals(90, ranking.get(1).parameters(), 1, ranking::toString);
    assertTrue(ranking.get(2).reason().contains("expected 90 parameters"), ranking::toString);
    assertTrue(found.table().columnNames().contains("density"));
    Found plain = search().atParameters(search().run().ranking().get(0).parameters()).run();
    assertTrue(plain.ranking().stream().anyMatch(CandidateScore::failed));
  }

  @Test
  void theListenerSeesTheBestSoFar() {
    List<String> seen = new ArrayList<>();
    List<CandidateScore> best = new ArrayList<>();
    Found found =
        search()
            .threads(3)
            .listen(
                (latest, soFar, done, planned) -> {
                  seen.add(latest.candidate().number() + " " + done + " of " + planned);
                  best.add(soFar);
                })
            .run();
    assertEquals(
        List.of("1 1 of 6", "2 2 of 6", "3 3 of 6", "4 4 of 6", "5 5 of 6", "6 6 of 6"), seen);
    assertEquals(found.ranking().get(0), best.get(5));
  }

  @Test
  void interruptedItReturnsWhatHasEnded() {
    Found found =
        search()
            .threads(1)
            .listen(
                (latest, best, done, planned) -> {
                  if (done == 2) {
                    Thread.currentThread().interrupt();
                  }
                })
            .run();
    assertFalse(Thread.interrupted());
    assertTrue(found.interrupted());
    assertTrue(found.ranking().size() >= 2 && found.ranking().size() < 6, found::toString);
    assertTrue(found.headline().contains("interrupted"), found.headline());
    assertTrue(found.headline().contains("no outer test yet"), found.headline());
    assertEquals(45, found.evaluation().rows());
    assertTrue(found.headline().contains("outer accuracy"), found.headline());
  }

  @Test
  void itShowsItself() {
    Found found = search().run();
    assertTrue(found.headline().contains("too good as the best of many"), found.headline());
    assertTrue(found.toString().contains("inner accuracy"), found::toString);
    assertEquals(
        List.of(
            "candidate",
            "neurons",
            "rate",
            "inner accuracy",
            "95 % low",
            "95 % high",
            "epochs",
            "parameters"),
        found.table().columnNames());
    assertTrue(found.plot().caption().contains("6 scores against 2 settings"));
    assertTrue(found.importance().plot().caption().contains("2 shares"));
    assertTrue(search().toString().contains("3 inner folds choose, 0.3 of the rows judge, seed 5"));
  }
}
