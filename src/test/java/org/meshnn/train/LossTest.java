package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.engine.Block;

class LossTest {
  static final Loss LOG_COSH =
      Loss.of(
          "log cosh",
          (s, y) -> StrictMath.log(StrictMath.cosh(s - y)),
          (s, y) -> StrictMath.tanh(s - y));

  private static Stream<JsonObject> recorded() throws IOException {
    try (var in = LossTest.class.getResourceAsStream("/oracles/losses_torch.json");
        var reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
      JsonObject all = new Gson().fromJson(reader, JsonObject.class);
      return StreamSupport.stream(all.getAsJsonArray("cases").spliterator(), false)
          .map(JsonElement::getAsJsonObject)
          .toList()
          .stream();
    }
  }

  private static Loss named(String name) {
    double[] numbers =
        Arrays.stream(name.split(" "))
            .filter(word -> word.startsWith("0") || word.startsWith("1"))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return switch (name.replaceAll(" [0-9].*", "")) {
      case "cross entropy" -> Loss.CROSS_ENTROPY;
      case "label smoothing" -> Loss.labelSmoothing(numbers[0]);
      case "half squared" -> Loss.HALF_SQUARED_ERROR;
      case "absolute" -> Loss.absolute();
      case "huber" -> Loss.huber(numbers[0]);
      case "quantiles" -> Loss.quantiles(numbers);
      case "binary" -> Loss.binary();
      default -> throw new AssertionError(name);
    };
  }

  /** Outputs and derivatives in one memory, a row an output, as an engine holds them. */
  private static Block[] blocks(double[][] outputs) {
    int samples = outputs.length;
    int rows = outputs[0].length;
    double[] memory = new double[2 * samples * rows];
    for (int p = 0; p < samples; p++) {
      for (int k = 0; k < rows; k++) {
        memory[k * samples + p] = outputs[p][k];
      }
    }
    return new Block[] {
      new Block(memory, 0, samples, rows), new Block(memory, samples * rows, samples, rows)
    };
  }

  private static double[] flat(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
  }

  private static int[] order(int samples) {
    return RowOrder.ascending(samples);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void lossAndDerivativeAreTorchs(JsonObject json) {
    Gson gson = new Gson();
    double[][] outputs = gson.fromJson(json.get("outputs"), double[][].class);
    double[][] targets = gson.fromJson(json.get("targets"), double[][].class);
    double[][] gradient = gson.fromJson(json.get("gradient"), double[][].class);
    Loss loss = named(json.get("loss").getAsString());
    Block[] blocks = blocks(outputs);
    int n = outputs.length;
    double mean;
    if (json.has("weights")) {
      double[] weights = gson.fromJson(json.get("weights"), double[].class);
      loss.prepare(blocks[0], blocks[1], n);
      mean = 0;
      for (int p = 0; p < n; p++) {
        double w = weights[p];
        mean +=
            w
                * loss.sample(blocks[0], blocks[1], p, flat(targets), p * targets[0].length, w / n)
                / n;
      }
    } else {
      mean = loss.mean(blocks[0], blocks[1], flat(targets), order(n), 0, n);
    }
    assertEquals(json.get("mean").getAsDouble(), mean, 1e-10 * Math.abs(mean), "loss");
    for (int p = 0; p < n; p++) {
      for (int k = 0; k < outputs[0].length; k++) {
        assertEquals(gradient[p][k], blocks[1].value(k, p), 1e-10, "derivative " + p + ", " + k);
      }
    }
  }

  static Stream<Loss> losses() {
    return Stream.of(
        Loss.CROSS_ENTROPY,
        Loss.HALF_SQUARED_ERROR,
        Loss.labelSmoothing(0),
        Loss.labelSmoothing(0.2),
        Loss.absolute(),
        Loss.huber(0.7),
        Loss.quantiles(0.05, 0.95),
        Loss.quantiles(0.5),
        Loss.binary(),
        LOG_COSH);
  }

  /** Beside random targets of its kind, a multiple of the scale is asked for. */
  @ParameterizedTest
  @MethodSource("losses")
  void derivativeIsThatOfDifferences(Loss loss) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    double h = 1e-6;
    for (int trial = 0; trial < 50; trial++) {
      double[] z = random.doubles(4, -3, 3).toArray();
      double[] y =
          switch (loss.targets()) {
            case CLASSES -> new double[] {0, 0, random.nextDouble(0.5, 2), 0};
            case FLAGS -> new double[] {1, 0, random.nextInt(2), 0};
            case VALUES -> random.doubles(4, -3, 3).toArray();
          };
      Block[] at = blocks(new double[][] {z});
      loss.sum(at[0], at[1], y, order(1), 0, 1, 0.25);
      for (int k = 0; k < z.length; k++) {
        double difference = (value(loss, z, k, h, y) - value(loss, z, k, -h, y)) / (2 * h);
        assertEquals(0.25 * difference, at[1].value(k, 0), 1e-7, loss + " by output " + k);
      }
    }
  }

  private static double value(Loss loss, double[] z, int k, double h, double[] y) {
    double[] moved = z.clone();
    moved[k] += h;
    Block[] at = blocks(new double[][] {moved});
    return loss.sum(at[0], at[1], y, order(1), 0, 1, 1);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void outputsThatAreNotFiniteAreNotHidden(Loss loss) {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int k = 0; k < 2; k++) {
        double[] z = {0.5, -0.5};
        z[k] = wrong;
        Block[] at = blocks(new double[][] {z});
        double sum = loss.sum(at[0], at[1], new double[] {1, 0}, order(1), 0, 1, 1);
        boolean yes = loss.targets() == Loss.Targets.FLAGS && k == 0 && wrong > 0;
        assertFalse(Double.isFinite(sum) && !yes, loss + " of " + wrong + " in output " + k);
      }
    }
  }

  @Test
  void smoothingNothingIsCrossEntropy() {
    double[][] z = {{1, -2, 0.5}, {3, 3, -1}};
    double[] y = {0, 1, 0, 0, 0, 2.5};
    Block[] one = blocks(z);
    Block[] other = blocks(z);
    double expected = Loss.CROSS_ENTROPY.mean(one[0], one[1], y, order(2), 0, 2);
    double got = Loss.labelSmoothing(0).mean(other[0], other[1], y, order(2), 0, 2);
    assertEquals(expected, got, 1e-15);
    assertArrayEquals(one[1].values(), other[1].values(), 1e-15);
  }

  /** The quantile of 1, .., 9 at 0.25 by its pinball loss: least between 2 and 3. */
  @Test
  void pinballIsLeastAtTheQuantile() {
    Loss loss = Loss.quantiles(0.25);
    double[] y = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (double s = 0; s <= 10; s += 0.5) {
      double[][] outputs = new double[9][1];
      for (double[] row : outputs) {
        row[0] = s;
      }
      Block[] at = blocks(outputs);
      double mean = loss.mean(at[0], at[1], y, order(9), 0, 9);
      best = mean < least ? s : best;
      least = Math.min(least, mean);
    }
    assertEquals(3, best);
    assertEquals((0.75 * (2 + 1) + 0.25 * (1 + 2 + 3 + 4 + 5 + 6)) / 9, least, 1e-15);
  }

  /** The metric is that of the middle level, and of flags the share that is right. */
  @Test
  void metrics() {
    Block[] at = blocks(new double[][] {{-5, 1, 7}});
    Loss band = Loss.quantiles(0.1, 0.45, 0.9);
    assertEquals(Metric.RMSE, band.metric());
    assertEquals(4, band.score(at[0], new double[] {3, 3, 3}, 0, 0));
    assertEquals(4, band.score(at[0], at[1], new double[] {3, 3, 3}, order(1), 0, 1));
    double right = Loss.binary().score(at[0], at[1], new double[] {0, 0, 1}, order(1), 0, 1);
    assertEquals(2.0 / 3, right);
  }

  @Test
  void middleIsNearestToAHalf() {
    assertEquals(1, Quantiles.middle(List.of(0.1, 0.5, 0.9)));
    assertEquals(0, Quantiles.middle(List.of(0.4, 0.6)));
    assertEquals(2, Quantiles.middle(List.of(0.1, 0.2, 0.3)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void serialisesToItsEqual(Loss loss) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Training.defaults().loss(loss));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(loss, ((Training) in.readObject()).loss().orElseThrow());
    }
  }

  @Test
  void settingsOutOfRange() {
    refused("positive, finite delta", () -> Loss.huber(0));
    refused("positive, finite delta", () -> Loss.huber(Double.NaN));
    refused("share in [0, 1)", () -> Loss.labelSmoothing(1));
    refused("got 0.1 after 0.5", () -> Loss.quantiles(0.5, 0.1));
    refused("got 1.0 after 0.0", () -> Loss.quantiles(1));
    refused("got 0 of them", () -> Loss.quantiles());
    refused("a loss, for example Loss.huber(1)", () -> Training.defaults().loss(null));
  }

  @Test
  void ownSlopeMustBeTheDerivative() {
    refused(
        "loss cube beside a target of -3.0 is not the derivative",
        () -> Loss.of("cube", (s, y) -> (s - y) * (s - y) * (s - y), (s, y) -> s - y));
    refused(
        "must be finite at every z",
        () -> Loss.of("log", (s, y) -> StrictMath.log(s - y), (s, y) -> 1 / (s - y)));
    refused("not that of a built-in", () -> Loss.of("absolute error", (s, y) -> 0, (s, y) -> 0));
    refused("a name", () -> Loss.of(null, (s, y) -> 0, (s, y) -> 0));
    Loss kinked = Loss.of("mine", (s, y) -> Math.abs(s - y), (s, y) -> s > y ? 1 : -1);
    assertEquals("mine", kinked.toString());
  }

  private static void refused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
