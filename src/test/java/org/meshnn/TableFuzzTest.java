package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.meshnn.display.Rich;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Trials;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Split;
import org.meshnn.tables.Target;
import org.meshnn.train.Epoch;
import org.meshnn.train.Loss;
import org.meshnn.train.Monitor;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Schedule;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Random tables, meshes and trainings, each from its seed: refused with a reason that helps, or a
 * finite, repeatable model that can be shown and predicts its own rows.
 */
class TableFuzzTest {
  private static final int CASES = Integer.getInteger("tables.fuzz", 300);
  private static final long FIRST = Long.getLong("tables.fuzz.first", 1);
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int MOST_LINES = 12;

  enum Ending {
    REFUSED,
    DIVERGED,
    LEARNED
  }

  @Test
  void aTableIsRefusedWithAReasonOrLearnedFrom() {
    Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    assertAll(
        LongStream.range(FIRST, FIRST + CASES)
            .mapToObj(seed -> () -> endings.merge(told(seed), 1, Integer::sum)));
    assertTrue(endings.getOrDefault(Ending.LEARNED, 0) >= CASES / 5, endings::toString);
    assertTrue(endings.getOrDefault(Ending.REFUSED, 0) >= CASES / 5, endings::toString);
  }

  private static Ending told(long seed) {
    try {
      return endingOf(seed);
    } catch (RuntimeException | AssertionError fault) {
      throw new AssertionError("seed " + seed + ": " + fault, fault);
    }
  }

  static Ending endingOf(long seed) {
    RandomGenerator random = RandomMeshes.generator(seed);
    RandomTable given = RandomTable.of(random);
    Mesh mesh = mesh(random);
    Training training = training(random);
    if (random.nextInt(4) == 0) {
      attempt(() -> requireSplit(given, mesh.target(), seed));
    }
    if (random.nextInt(8) == 0) {
      attempt(() -> requireExperiment(given, mesh, training));
    }
    boolean drawn = random.nextInt(200) == 0;
    List<TrainedMesh> models = new ArrayList<>();
    Ending ending = attempt(() -> models.add(mesh.train(given.table(), given.label(), training)));
    for (TrainedMesh model : models) {
      requireRepeatable(model, mesh.train(given.table(), given.label(), training));
      requireUsable(model, given, drawn);
    }
    return ending;
  }

  private static Ending attempt(Runnable learning) {
    try {
      learning.run();
      return Ending.LEARNED;
    } catch (TrainingDiverged e) {
      requireHelpful(e);
      return Ending.DIVERGED;
    } catch (IllegalArgumentException | IllegalStateException e) {
      requireHelpful(e);
      return Ending.REFUSED;
    }
  }

  private static void requireHelpful(RuntimeException refusal) {
    String message = refusal.getMessage();
    assertNotNull(message, refusal::toString);
    assertTrue(message.length() <= LONGEST_MESSAGE, message);
    assertTrue(message.lines().count() <= MOST_LINES, message);
    assertFalse(message.isBlank() || message.contains("java."), message);
  }

  static Mesh mesh(RandomGenerator random) {
    int neurons = random.nextInt(10) == 0 ? random.nextInt(2, 8) : random.nextInt(16, 41);
    int ticks = random.nextInt(1, 6);
    Mesh mesh =
        Mesh.of(neurons)
            .connect(wiring(neurons, random))
            .ticks(ticks)
            .activation(oneOf(Activation.all().toArray(Activation[]::new), random))
            .bias(random.nextInt(4) > 0)
            .standardise(random.nextInt(5) > 0)
            .target(oneOf(Target.values(), random));
    mesh = random.nextInt(4) == 0 ? leaking(mesh, random) : mesh;
    return random.nextInt(4) == 0
        ? mesh.outputActivation(oneOf(Activation.all().toArray(Activation[]::new), random))
        : mesh;
  }

  private static Mesh leaking(Mesh mesh, RandomGenerator random) {
    Activation f = oneOf(Activation.all().toArray(Activation[]::new), random);
    Neurons some = Neurons.hidden(1 - random.nextDouble(), random.nextLong());
    return mesh.leak(1 - random.nextDouble())
        .leak(oneOf(new Neurons[] {some, Neurons.outputs(), Neurons.all()}, random), 0.5)
        .activation(random.nextBoolean() ? some : Neurons.of(mesh.neurons() - 1), f);
  }

  private static Wiring wiring(int neurons, RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> Wiring.complete();
      case 1 -> Wiring.random(random.nextDouble(0.01, 1), random.nextLong());
      case 2 -> Wiring.layered(random.nextInt(1, neurons));
      case 3 -> Wiring.range(0, neurons / 2, neurons / 2, neurons - 1);
      default -> Wiring.dense();
    };
  }

  static Training training(RandomGenerator random) {
    double rate = Math.pow(10, random.nextInt(-3, 2));
    Training training =
        Training.defaults()
            .epochs(random.nextInt(1, 4))
            .batchSize(random.nextInt(1, 40))
            .seed(random.nextLong())
            .threads(random.nextInt(1, 3))
            .gradient(random.nextBoolean() ? GradientMethod.BACKWARD : GradientMethod.FORWARD_ONLY)
            .optimiser(random.nextBoolean() ? Optimiser.adam(rate) : optimiser(random, rate));
    if (random.nextInt(3) == 0) {
      training = training.schedule(schedule(random)).l1(random.nextBoolean() ? 0 : rate);
    }
    training = random.nextInt(6) == 0 ? training.monitor(Monitor.METRIC) : training;
    training = random.nextInt(3) == 0 ? training.loss(loss(random)) : training;
    if (random.nextInt(4) == 0) {
      training = training.validation(random.nextDouble(0.05, 0.95)).patience(1);
      Monitor monitor = oneOf(Monitor.values(), random);
      training = random.nextInt(3) == 0 ? training.monitor(monitor) : training;
    }
    if (random.nextInt(4) == 0) {
      training = training.dropout(random.nextDouble(0.9)).clipNorm(1);
    }
    return random.nextInt(6) == 0 ? training.balancedClasses() : training;
  }

  private static Optimiser optimiser(RandomGenerator random, double rate) {
    return switch (random.nextInt(4)) {
      case 0 -> Optimiser.adamW(rate, random.nextDouble());
      case 1 -> Optimiser.rmsProp(rate);
      case 2 -> Optimiser.sgd(rate, 0.9).nesterov();
      default -> Optimiser.sgd(rate);
    };
  }

  private static Loss loss(RandomGenerator random) {
    return switch (random.nextInt(7)) {
      case 0 -> Loss.labelSmoothing(random.nextDouble());
      case 1 -> Loss.absolute();
      case 2 -> Loss.huber(random.nextDouble());
      case 3 -> Loss.quantiles(0.1, 0.5, 0.9);
      case 4 -> Loss.binary();
      case 5 -> Loss.CROSS_ENTROPY;
      default -> Loss.HALF_SQUARED_ERROR;
    };
  }

  private static Schedule schedule(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> Schedule.step(1, 0.5);
      case 1 -> Schedule.exponential(0.5);
      case 2 -> Schedule.cosine().warmUp(random.nextInt(3)); // refused where epochs are no more
      case 3 -> Schedule.onPlateau(0, 0.5);
      default -> Schedule.oneCycle();
    };
  }

  private static <T> T oneOf(T[] choices, RandomGenerator random) {
    return choices[random.nextInt(choices.length)];
  }

  private static void requireRepeatable(TrainedMesh model, TrainedMesh again) {
    double[] weights = model.weights();
    assertTrue(DoubleStream.of(weights).allMatch(Double::isFinite), "weights");
    assertArrayEquals(bits(weights), bits(again.weights()), "weights of a second training");
  }

  private static long[] bits(double[] values) {
    return DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static void requireUsable(TrainedMesh model, RandomTable given, boolean drawn) {
    Runnable use =
        () -> {
          requirePredictions(model, given);
          requireShown(model, given, drawn);
        };
    if (given.hasHugeLabel()) {
      attempt(use);
    } else {
      use.run();
    }
  }

  private static void requirePredictions(TrainedMesh model, RandomTable given) {
    Table predictions = model.predict(given.table());
    assertEquals(given.table().rowCount(), predictions.rowCount());
    PredictorTest.assertAgrees(model, given.table());
    for (Column<?> column : predictions.columns()) {
      if (column instanceof DoubleColumn numbers) {
        assertTrue(numbers.asList().stream().allMatch(Double::isFinite), column.name());
      }
    }
    assertEquals(given.table().rowCount(), model.evaluate(given.table()).rows());
    for (Epoch epoch : model.history().epochs()) {
      assertTrue(Double.isFinite(epoch.loss()) && Double.isFinite(epoch.metric()), epoch::toString);
    }
  }

  private static void requireShown(TrainedMesh model, RandomTable given, boolean drawn) {
    List<Object> values =
        new ArrayList<>(
            List.of(
                given.table(),
                model,
                model.evaluate(given.table()),
                model.predict(given.table()),
                model.history().table(),
                model.explain()));
    if (drawn) {
      values.addAll(List.of(model.plot(), model.history(), model.topology()));
    }
    values.forEach(TableFuzzTest::requireShown);
    assertEquals(6, model.summary().lines().count(), model.summary());
    assertEquals(1, model.toString().lines().count(), model.toString());
  }

  private static void requireShown(Object value) {
    Map<String, String> bundle = Rich.bundle(value);
    String text = bundle.get(Rich.TEXT);
    assertFalse(text.isBlank() || text.contains("cannot be shown"), text);
    String html = bundle.getOrDefault(Rich.HTML, "");
    assertFalse(html.contains(RandomTable.MARKUP), html);
  }

  private static void requireSplit(RandomTable given, Target target, long seed) {
    Split split = Split.stratified(given.table(), given.label(), target, 0.3, seed);
    assertEquals(given.table().rowCount(), split.train().rowCount() + split.test().rowCount());
    requireShown(split);
  }

  private static void requireExperiment(RandomTable given, Mesh mesh, Training training) {
    Trials trials =
        Experiment.on(given.table(), given.label())
            .setting(RandomTable.MARKUP, mesh)
            .training(training)
            .seeds(2)
            .folds(2)
            .threads(1)
            .run();
    requireShown(trials.runs());
    requireShown(trials.table());
  }
}
