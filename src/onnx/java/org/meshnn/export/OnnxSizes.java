package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Target;
import org.meshnn.text.Sizes;
import org.meshnn.train.Loss;
import org.meshnn.train.Measure;
import tech.tablesaw.api.Table;

/** What files of large meshes take: bytes, time, and how exact they are, on rows of Iris. */
final class OnnxSizes {
  private static final int TICKS = 4;
  private static final int SOURCES = 10; // edges for each neuron in a sparse mesh
  private static final int ROWS = 10; // a sparse mesh takes memory for each of them and each edge
  private static final Transition TRANSITION = new Transition(Activation.TANH, Activation.IDENTITY);

  private final Path folder;
  private final Table iris =
      Datasets.iris().rows(IntStream.range(0, ROWS).map(i -> 15 * i).toArray());
  private final Encoding encoding = Encoding.fit(Datasets.iris(), "species", Target.AUTO);

  OnnxSizes(Path folder) {
    this.folder = folder;
  }

  /** A table, one line for each mesh: dense and sparse ones of so many edges. */
  void print(String... edges) throws IOException, OrtException {
    System.out.println(
        "| mesh, 4 ticks | precision | file | written in | loaded in | 10 rows in | worst difference |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String number : edges) {
      int count = (int) Double.parseDouble(number);
      line("dense", Wiring.dense().wire(roles((int) Math.sqrt(count))));
      line("sparse", sparse(count / SOURCES));
    }
  }

  private Roles roles(int neurons) {
    int visible = encoding.inputs() + 1 + encoding.outputs();
    return new Roles(encoding.inputs(), true, Math.max(neurons - visible, 1), encoding.outputs());
  }

  /** Each hidden neuron takes from an input and some hidden ones at random, and feeds an output. */
  private Topology sparse(int neurons) {
    Roles roles = roles(neurons);
    int[] from = new int[roles.hidden() * SOURCES];
    int[] to = new int[from.length];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < roles.hidden(); i++) {
      int neuron = roles.clamped() + i;
      int e = i * SOURCES;
      for (int k = 0; k < SOURCES - 2; k++, e++) {
        from[e] = roles.clamped() + random.nextInt(roles.hidden());
        to[e] = neuron;
      }
      from[e] = random.nextInt(roles.inputs());
      to[e++] = neuron;
      from[e] = neuron;
      to[e] = roles.firstOutput() + i % roles.outputs();
    }
    return Wiring.edges(from, to).wire(roles);
  }

  private void line(String kind, Topology topology) throws IOException, OrtException {
    Plan plan = Plan.of(topology, TICKS, Clamping.CONSTANT, TRANSITION.rest(topology.roles()));
    SplittableRandom random = new SplittableRandom(2);
    double scale = 1 / Math.sqrt(topology.edges() / (double) topology.neurons());
    double[] weights = random.doubles(topology.edges(), -2 * scale, 2 * scale).toArray();
    DMatrixRMaj expected = expected(plan, weights);
    for (OnnxPrecision precision : OnnxPrecision.values()) {
      String what =
          String.format(
              Locale.ROOT,
              "| %s, %,d neurons, %,d edges | %s |",
              kind,
              topology.neurons(),
              topology.edges(),
              precision);
      try {
        System.out.println(what + figures(plan, weights, expected, precision));
      } catch (IllegalArgumentException e) {
        System.out.println(what + " refused: " + e.getMessage() + " |");
      }
    }
  }

  private DMatrixRMaj expected(Plan plan, double[] weights) {
    Measure measure = new Measure(plan, TRANSITION, Loss.CROSS_ENTROPY);
    return Loss.softmax(measure.outputs(weights, encoding.inputs(iris)));
  }

  private String figures(Plan plan, double[] weights, DMatrixRMaj expected, OnnxPrecision precision)
      throws IOException, OrtException {
    Path file = folder.resolve("large.onnx");
    long begin = System.nanoTime();
    OnnxExport export = OnnxExport.of(plan, TRANSITION, weights, encoding, precision, Map.of());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      export.writeTo(out);
    }
    double written = seconds(begin);
    long size = Files.size(file);
    begin = System.nanoTime();
    try (OrtSession session = OrtSessions.open(file)) {
      double loaded = seconds(begin);
      begin = System.nanoTime();
      double[] answered =
          OrtSessions.run(session, inputs(precision)).get("probabilities").numbers();
      return String.format(
          Locale.ROOT,
          " %s | %.3f s | %.3f s | %.3f s | %.1e |",
          Sizes.bytes(size),
          written,
          loaded,
          seconds(begin),
          worst(answered, expected.data));
    } finally {
      Files.delete(file);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double worst(double[] answered, double[] expected) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(answered[i] - expected[i]);
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst;
  }

  private Map<String, OnnxTensor> inputs(OnnxPrecision precision) {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    DataType type = OnnxFile.type(precision);
    for (String name : encoding.inputNames()) {
      double[] column = iris.numberColumn(name).asDoubleArray();
      int[] shape = {column.length, 1};
      inputs.put(name, OnnxTensor.numbers(type, shape, Arrays.copyOf(column, column.length)));
    }
    return inputs;
  }
}
