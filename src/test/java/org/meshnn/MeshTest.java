package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Case;
import org.meshnn.engine.Close;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Oracle;
import org.meshnn.explain.MeshDescription;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plot.Animation;
import org.meshnn.plot.Placement;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.tables.Target;
import org.meshnn.train.Ending;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Loss;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class MeshTest {
  private static final Table IRIS = Datasets.iris();

  @Test
  void theFirstLineAUserTypesWorksAsItStands() {
    TrainedMesh model = Mesh.of(18).connect(Wiring.dense()).train(IRIS, "species");
    Topology topology = model.topology();
    assertEquals(4, topology.inputs());
    assertTrue(topology.hasBias());
    assertEquals(10, topology.hidden());
    assertEquals(3, topology.outputs());
    assertEquals(Ending.COMPLETED, model.ending());
    assertTrue(model.evaluate(IRIS).accuracy() > 0.97);
  }

  /** The paper's setting: 10 hidden neurons, 3 ticks, batches of 10, Adam at 1e-3, 1000 epochs. */
  @Test
  void irisInThePapersSetting() {
    double sum = 0;
    for (int seed = 1; seed <= 10; seed++) {
      Split split = Split.stratified(IRIS, "species", 0.3, seed);
      Training training =
          Training.defaults().epochs(1000).batchSize(10).optimiser(Optimiser.adam(1e-3)).seed(seed);
      TrainedMesh model =
          Mesh.of(18).connect(Wiring.dense()).train(split.train(), "species", training);
      sum += model.evaluate(split.test()).accuracy();
    }
    double mean = sum / 10;
    assertTrue(mean >= 0.94, () -> "mean accuracy over 10 seeds: " + mean);
  }

  @Test
  void tooFewNeuronsNamesTheSmallestNumber() {
    says(
        "too small for this table: 4 inputs [sepal_length, sepal_width, petal_length, petal_width],"
            + " a bias and 3 outputs [setosa, versicolor, virginica] need at least 8 neurons; take"
            + " Mesh.of(8) or more",
        () -> Mesh.of(7).connect(Wiring.dense()).train(IRIS, "species"));
    assertEquals(0, quick(Mesh.of(8).connect(Wiring.dense()), IRIS, "species").topology().hidden());
  }

  @Test
  void mistakesAreNamedWithTheirMend() {
    Mesh mesh = Mesh.of(18).connect(Wiring.dense());
    says("did you mean 'species'", () -> mesh.train(IRIS, "specie"));
    says("given 5 inputs but the table has 4", () -> mesh.inputs(5).train(IRIS, "species"));
    says("given 2 outputs but the table has 3", () -> mesh.outputs(2).train(IRIS, "species"));
    says("at least 2 neurons", () -> Mesh.of(1));
    says("at least 1 of ticks; got 0", () -> mesh.ticks(0));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Mesh.of(18).train(IRIS, "species"))
            .getMessage()
            .contains("connect(Wiring.dense())"));
    assertTrue(
        assertThrows(IllegalStateException.class, mesh::topology)
            .getMessage()
            .contains("inputs(..).outputs(..)"));
    says(
        "class weights name 'rose' but the classes of 'species' are [setosa",
        () -> mesh.train(IRIS, "species", Training.defaults().classWeights(Map.of("rose", 2.0))));
    says(
        "'petal_width' is a value",
        () ->
            mesh.train(
                IRIS.rejectColumns("species"),
                "petal_width",
                Training.defaults().balancedClasses()));
  }

  @Test
  void manyNumbersAsClassesMayBeAValue() {
    Table table =
        Table.create(
            DoubleColumn.create("x", new double[90]),
            tech.tablesaw.api.IntColumn.create(
                "age", java.util.stream.IntStream.range(0, 90).map(i -> i % 45).toArray()));
    Mesh mesh = Mesh.of(8).connect(Wiring.dense());
    says(
        "45 outputs [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 25"
            + " more] (if 'age' is a number to be predicted, not a class, say"
            + " .target(Target.VALUE): 1 output)",
        () -> mesh.train(table, "age"));
    assertEquals(1, quick(mesh.target(Target.VALUE), table, "age").encoding().outputs());
    says(
        "a validation fraction of 0.001 of 90 rows leaves no validation rows",
        () -> mesh.target(Target.VALUE).train(table, "age", Training.defaults().validation(0.001)));
    says("expected a table, got null", () -> mesh.train(null, "age"));
    says("label column, got null; one of the columns: x, age", () -> mesh.train(table, null));
  }

  @Test
  void meshesWhoseInputsComeTooLateAreRefused() {
    says(
        "no input reaches an output within 3 ticks: the shortest path has 4 edges; take .ticks(4)",
        () -> Mesh.of(32).connect(Wiring.layered(8, 8, 8)).train(IRIS, "species"));
    says(
        "no path leads from an input to an output",
        () -> Mesh.of(18).connect(Wiring.edge(0, 5)).train(IRIS, "species"));
    says("at least 1 of inputs; got -1", () -> Mesh.of(18).inputs(-1));
    says("at least 1 of outputs; got 0", () -> Mesh.of(18).outputs(0));
    says(
        "too small: 5 inputs, a bias and 2 outputs need at least 8 neurons",
        () -> Mesh.of(4).inputs(5).outputs(2).connect(Wiring.dense()).topology());
    says("runs upwards", () -> Wiring.range(5, 3, 6, 7));
  }

  @Test
  void trainedMeshesCanBeProbed() {
    TrainedMesh model = quick(Mesh.of(18).connect(Wiring.dense()), IRIS, "species");
    int[] classes = model.encoding().classIndices(IRIS);
    Probe probe = model.probe().input(model.encoding().inputs(IRIS)).classes(classes);
    assertEquals(model.evaluate(IRIS).logLoss(), probe.loss(), 1e-12);
  }

  /** 50 of one class and 5 of another; the 28 validation rows do not enter the weights. */
  @Test
  void classRarityIsCountedOverTheTrainingRows() {
    Table few = IRIS.first(55).copy();
    Training balanced = Training.defaults().epochs(1).validation(0.5).balancedClasses();
    Mesh mesh = Mesh.of(12).connect(Wiring.dense());
    TrainedMesh byRarity = mesh.train(few, "species", balanced);
    assertTrue(byRarity.summary().contains("on 27 rows"), byRarity.summary());
    Map<String, Double> rarity = Map.of("setosa", 27.0 / (2 * 25), "versicolor", 27.0 / (2 * 2));
    TrainedMesh byName = mesh.train(few, "species", balanced.classWeights(rarity));
    assertArrayEquals(byName.weights(), byRarity.weights(), 1e-12);
  }

  @Test
  void aMeshIsImmutable() {
    Mesh mesh = Mesh.of(10).inputs(3).outputs(2).connect(Wiring.edge(0, 5));
    mesh.connect(Wiring.dense());
    mesh.ticks(9).activation(Activation.TANH).bias(false);
    assertEquals(1, mesh.topology().edges());
    assertEquals(3, mesh.plan().ticks().size());
    assertEquals(
        "Mesh of 10 neurons, wired edge 0 -> 5, 3 ticks, relu on hidden and identity on output"
            + " neurons",
        mesh.toString());
  }

  static Stream<Oracle> oracles() {
    return Oracle.all();
  }

  /** What the README's "Check us" promises, on the recorded cases. */
  @ParameterizedTest
  @MethodSource("oracles")
  void probesAnswerTheRecordedCases(Oracle oracle) {
    Case recorded = oracle.masked();
    Mesh mesh =
        Mesh.of(oracle.roles.neurons())
            .inputs(oracle.roles.inputs())
            .bias(oracle.roles.bias())
            .outputs(oracle.roles.outputs())
            .connect(Wiring.nonZerosOf(oracle.mask))
            .ticks(recorded.ticks())
            .activation(recorded.transition().hidden())
            .outputActivation(recorded.transition().output());
    Probe input = mesh.at(oracle.a).input(recorded.x().toArray(new DMatrixRMaj[0]));
    Probe probe = input.values(recorded.targets());
    if (recorded.loss() == Loss.CROSS_ENTROPY) {
      int[] classes = new int[recorded.batch()];
      Arrays.setAll(classes, p -> oracle.json.getAsJsonArray("targets").get(p).getAsInt());
      probe = input.classes(classes);
    }
    assertEquals(recorded.ticks(), probe.states().size());
    assertEquals(oracle.json.get("loss").getAsDouble(), probe.loss(), 1e-12 * probe.loss());
    double[] expected = oracle.matrix("gradient_masked").data;
    Close.assertClose(expected, probe.gradient().data, 1e-12, "gradient");
    for (GradientMethod method : GradientMethod.values()) {
      Close.assertClose(expected, probe.gradient(method).data, 1e-12, method + " gradient");
    }
  }

  @Test
  void probesRefuseWhatDoesNotFit() {
    Mesh mesh = Mesh.of(5).inputs(2).outputs(2).connect(Wiring.dense());
    Probe probe = mesh.at(new DMatrixRMaj(5, 5));
    DMatrixRMaj x = new DMatrixRMaj(3, 2);
    assertThrows(IllegalStateException.class, probe::states);
    assertThrows(IllegalStateException.class, () -> probe.input(x).loss());
    says("expected 1 input matrix, or 3 for 3 ticks; got 2", () -> probe.input(x, x));
    says("2 columns, one per input", () -> probe.input(new DMatrixRMaj(3, 3)));
    says("expected 3, got 2", () -> probe.input(x).classes(0, 1));
    says("classes are numbered 0 to 1", () -> probe.input(x).classes(0, 1, 2));
    says("one column per output, 2; got 1", () -> probe.input(x).values(new DMatrixRMaj(3, 1)));
    assertTrue(
        probe.input(x).classes(0, 1, 1).toString().endsWith("3 samples, loss " + Math.log(2)));
  }

  @Test
  void columnsAreMatchedByNameWhateverTheirOrder() {
    TrainedMesh model = quick(Mesh.of(18).connect(Wiring.dense()), IRIS, "species");
    Table turned =
        IRIS.selectColumns("species", "petal_width", "sepal_width", "petal_length", "sepal_length");
    assertEquals(model.predict(IRIS).toString(), model.predict(turned).toString());
    assertEquals(model.evaluate(IRIS).logLoss(), model.evaluate(turned).logLoss());
    Table unlabelled = IRIS.rejectColumns("species");
    assertEquals(150, model.predict(unlabelled).rowCount());
    says("petal_width", () -> model.predict(IRIS.rejectColumns("petal_width")));
    says("petal_width", () -> model.evaluate(IRIS.rejectColumns("petal_width")));
  }

  @Test
  void probabilitiesAddUpAndAgreeWithTheLabel() {
    TrainedMesh model = quick(Mesh.of(18).connect(Wiring.dense()), IRIS, "species");
    Table predicted = model.predict(IRIS);
    for (int row = 0; row < predicted.rowCount(); row++) {
      double sum = 0;
      String best = "";
      double most = -1;
      for (String name : model.encoding().classes()) {
        double p = predicted.doubleColumn("P(" + name + ")").getDouble(row);
        sum += p;
        best = p > most ? name : best;
        most = Math.max(most, p);
      }
      assertEquals(1, sum, 1e-12);
      assertEquals(best, predicted.stringColumn("species predicted").get(row));
    }
  }

  @Test
  void valuesAreLearnedInTheirOwnUnits() {
    double[] x = new double[200];
    double[] y = new double[200];
    String[] side = new String[200];
    for (int i = 0; i < 200; i++) {
      x[i] = i / 100.0 - 1;
      side[i] = i % 2 == 0 ? "up" : "down";
      y[i] = 5000 + 1000 * x[i] * x[i] + (i % 2 == 0 ? 300 : -300);
    }
    Table table =
        Table.create(
            DoubleColumn.create("x", x),
            StringColumn.create("side", side),
            DoubleColumn.create("price", y));
    Training training = Training.defaults().validation(0.2).patience(40);
    TrainedMesh model =
        Mesh.of(20)
            .activation(Activation.TANH)
            .connect(Wiring.dense())
            .train(table, "price", training);
    Evaluation evaluation = model.evaluate(table);
    assertFalse(evaluation.isOfClasses());
    assertTrue(evaluation.r2() > 0.98, evaluation::toString);
    assertEquals(
        evaluation.rmse(),
        model.history().epochs().get(model.history().bestEpoch() - 1).metric(),
        60);
    assertTrue(evaluation.rmse() < 60 && evaluation.mae() <= evaluation.rmse());
    double first = model.predict(table).doubleColumn("price predicted").getDouble(0);
    assertEquals(y[0], first, 200);
    assertEquals(4, model.topology().inputs() + model.topology().outputs());
    assertTrue(
        assertThrows(IllegalStateException.class, evaluation::accuracy)
            .getMessage()
            .contains("ask rmse(), mae() or r2()"));
    assertTrue(model.history().epochs().get(0).validated());
    assertEquals("RMSE", model.history().metricName());
  }

  @Test
  void targetsCanBeForced() {
    Table table = IRIS.first(100).copy();
    BooleanColumn large = BooleanColumn.create("large");
    for (int i = 0; i < 100; i++) {
      large.append(i >= 50);
    }
    table.replaceColumn("species", large);
    Mesh mesh = Mesh.of(12).connect(Wiring.dense());
    assertEquals(
        java.util.List.of("false", "true"), quick(mesh, table, "large").encoding().classes());
    TrainedMesh value = quick(mesh.target(Target.VALUE), table, "large");
    assertFalse(value.evaluate(table).isOfClasses());
  }

  @Test
  void classWeightsMoveTheBalance() {
    Table few = IRIS.first(105).copy();
    few.removeColumns("petal_length", "petal_width");
    Mesh mesh = Mesh.of(12).connect(Wiring.dense());
    Training training = Training.defaults().epochs(20);
    double plain = recallOfVirginica(mesh.train(few, "species", training), few);
    double named =
        recallOfVirginica(
            mesh.train(few, "species", training.classWeights(Map.of("virginica", 30.0))), few);
    double balanced =
        recallOfVirginica(mesh.train(few, "species", training.balancedClasses()), few);
    assertTrue(plain < named && plain < balanced, plain + ", " + named + ", " + balanced);
  }

  private static double recallOfVirginica(TrainedMesh model, Table table) {
    int[] row = model.evaluate(table).confusion()[2];
    return row[2] / (double) Arrays.stream(row).sum();
  }

  /** Values near the largest double overflow once squared: the loss is infinite. */
  @Test
  void aDivergingTrainingSaysWhatToTryAndKeepsItsWeights() {
    Training wild =
        Training.defaults().optimiser(Optimiser.sgd(1e6)).initialisation(Initialisation.he());
    TrainingDiverged diverged =
        assertThrows(
            TrainingDiverged.class,
            () ->
                Mesh.of(12)
                    .activation(Activation.IDENTITY)
                    .connect(Wiring.dense())
                    .train(IRIS.rejectColumns("species"), "petal_width", wild));
    assertTrue(diverged.getMessage().contains("smaller learning rate"), diverged.getMessage());
    assertTrue(diverged.getMessage().contains("e.trained()"));
    TrainedMesh model = diverged.trained();
    assertEquals(Ending.DIVERGED, model.ending());
    assertTrue(Arrays.stream(model.weights()).allMatch(Double::isFinite));
  }

  @Test
  void validationRowsAreHeldOutOfTheScaling() {
    Training training = Training.defaults().epochs(2).validation(0.4).seed(3);
    TrainedMesh held = Mesh.of(18).connect(Wiring.dense()).train(IRIS, "species", training);
    TrainedMesh all =
        Mesh.of(18).connect(Wiring.dense()).train(IRIS, "species", training.validation(0));
    DMatrixRMaj heldInputs = held.encoding().inputs(IRIS);
    DMatrixRMaj allInputs = all.encoding().inputs(IRIS);
    assertFalse(Arrays.equals(heldInputs.data, allInputs.data));
    assertTrue(held.summary().contains("on 90 rows"), held.summary());
    assertTrue(all.summary().contains("on 150 rows"), all.summary());
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    Training training = Training.defaults().epochs(5).validation(0.2).seed(11);
    Mesh mesh = Mesh.of(18).connect(Wiring.random(0.5, 2));
    TrainedMesh one = mesh.train(IRIS, "species", training);
    TrainedMesh two = mesh.train(IRIS, "species", training);
    assertArrayEquals(one.weights(), two.weights());
    assertEquals(one.history().last().validationLoss(), two.history().last().validationLoss());
  }

  @Test
  void everythingAUserHoldsReadsWell() {
    Training training = Training.defaults().epochs(30).validation(0.2);
    TrainedMesh model = Mesh.of(18).connect(Wiring.dense()).train(IRIS, "species", training);
    assertTrue(model.toString().startsWith("TrainedMesh of 18 neurons"), model.toString());
    assertEquals(6, model.summary().lines().count());
    assertTrue(model.history().toString().matches("30 epochs in .* s: loss .*"));
    assertEquals(30, model.history().table().rowCount());
    assertEquals(6, model.history().table().columnCount());
    Evaluation evaluation = model.evaluate(IRIS);
    assertEquals(5, evaluation.toString().lines().count());
    assertTrue(evaluation.toString().contains("versicolor"));
    assertEquals(3, evaluation.byClass().rowCount());
    assertEquals(18, model.matrix().numRows);
    assertTrue(model.plot().width() > 300);
    assertTrue(model.history().plot().width() > 300);
    assertTrue(evaluation.plot().width() > 300);
    assertThrows(IllegalStateException.class, () -> model.plotRegions(IRIS));
    assertTrue(
        assertThrows(IllegalStateException.class, evaluation::rmse)
            .getMessage()
            .contains("accuracy()"));
  }

  @Test
  void aModelIsDescribedDrawnAndFilmed() {
    TrainedMesh model = quick(Mesh.of(18).connect(Wiring.dense()).ticks(4), IRIS, "species");
    MeshDescription described = model.describe();
    assertEquals(572, described.triads().threeCycles().value());
    assertTrue(described.radius().ofWeights() && described.radius().value() > 0);
    MeshDescription unweighted = model.mesh().inputs(4).outputs(3).describe();
    assertEquals(13, unweighted.radius().value(), 1e-9);
    assertEquals(described.alive(), unweighted.alive());
    assertThrows(IllegalStateException.class, () -> model.mesh().describe());

    assertArrayEquals(model.plot().png(), model.plot(Placement.BY_ROLE).png());
    assertTrue(model.plot(Placement.SPECTRAL).width() > 300);
    assertTrue(model.mesh().inputs(4).outputs(3).plot(Placement.FORCE).width() > 300);

    Animation film = model.film(IRIS, 100);
    assertEquals(5, film.frames().size());
    DMatrixRMaj outputs = model.probe().input(model.encoding().inputs(IRIS.rows(100))).outputs();
    String last = String.format(java.util.Locale.ROOT, "virginica %.3g", outputs.get(0, 2));
    assertTrue(film.frames().get(4).caption().endsWith(last), film.caption());
    assertEquals(5, model.film(IRIS, 0, Placement.CIRCLE).frames().size());
    String message =
        assertThrows(IllegalArgumentException.class, () -> model.film(IRIS, 150)).getMessage();
    assertEquals("expected a row from 0 to 149, got 150", message);
  }

  @Test
  void regionsAreDrawnForTwoFeatures() {
    Table moons = Datasets.moons(1);
    TrainedMesh model = quick(Mesh.of(10).connect(Wiring.dense()), moons, "label");
    assertTrue(model.plotRegions(moons).png().length > 1000);
  }

  private static TrainedMesh quick(Mesh mesh, Table table, String label) {
    return mesh.train(table, label, Training.defaults().epochs(3));
  }

  @Test
  void neuronsApplyAndKeepWhatTheyAreGiven() {
    Mesh mesh =
        Mesh.of(9)
            .inputs(2)
            .outputs(2)
            .connect(Wiring.dense())
            .activation(Neurons.of(4), Activation.SINE)
            .leak(0.5)
            .leak(Neurons.outputs(), 1);
    String text = mesh.toString();
    assertTrue(
        text.contains(", sine on neuron 4, leak 0.5 of all neurons, leak 1.0 of output"), text);
    assertTrue(mesh.explain().toString().contains("; 4 neurons leak"), mesh.explain().toString());
    assertEquals(1, mesh.leak(1).transition().leak(mesh.topology().roles(), 4));
    says("overwritten before every tick", () -> mesh.leak(Neurons.of(0), 0.5).plan());
    says(
        "of a mesh of 2 inputs, bias", () -> mesh.activation(Neurons.of(9), Activation.ELU).plan());
    says("a leak must be in (0, 1], where 1 is none; got 0.0", () -> mesh.leak(0));
    says("expected neurons", () -> mesh.leak(null, 0.5));
  }

  private static void says(String part, org.junit.jupiter.api.function.Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void numbersAreStandardisedUnlessAskedNotTo() {
    Table iris = Datasets.iris();
    Mesh raw = Mesh.of(10).connect(Wiring.dense()).standardise(false);
    Training one = Training.defaults().epochs(1);
    DMatrixRMaj inputs = raw.train(iris, "species", one).encoding().inputs(iris);
    assertEquals(5.1, inputs.get(0, 0));
    assertEquals(0.2, inputs.get(0, 3));
    double standardised =
        raw.standardise(true).train(iris, "species", one).encoding().inputs(iris).get(0, 0);
    assertEquals(-0.9007, standardised, 1e-4);
    assertTrue(raw.toString().endsWith(", numbers not standardised"), raw.toString());
  }

  @Test
  void nullIsAnsweredWithWhatWasExpected() {
    Mesh mesh = Mesh.of(10);
    says("expected a wiring, for example Wiring.dense(); got null", () -> mesh.connect(null));
    says("expected an activation", () -> mesh.activation(null));
    says("expected an activation", () -> mesh.outputActivation(null));
    says("expected what the label means", () -> mesh.target(null));
    says("expected a training", () -> mesh.train(Datasets.iris(), "species", null));
    Training training = Training.defaults();
    says("expected an optimiser", () -> training.optimiser(null));
    says("expected an initialisation", () -> training.initialisation(null));
    says("expected a gradient method", () -> training.gradient(null));
    says("expected a listener", () -> training.listen(null));
    says("expected class weights", () -> training.classWeights(null));
  }

  @Test
  void whatWasSetIsAnswered() {
    Mesh bare = Mesh.of(10);
    assertTrue(bare.wiring().isEmpty() && bare.inputs().isEmpty() && bare.outputs().isEmpty());
    Mesh mesh = bare.connect(Wiring.dense()).inputs(4).outputs(3);
    assertEquals("dense", mesh.wiring().orElseThrow().toString());
    assertEquals(4, mesh.inputs().orElseThrow());
    assertEquals(3, mesh.outputs().orElseThrow());
  }
}
