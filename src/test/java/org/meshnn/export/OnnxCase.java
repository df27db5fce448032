package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A random mesh, trained for an epoch on a random table of 100 rows: every kind of column, all
 * pairs of activations, every third with leaks and activations by neuron, 1 to 7 ticks, any
 * density.
 *
 * @param model the mesh
 * @param table what it was trained on
 */
record OnnxCase(TrainedMesh model, Table table) {
  static final int ROWS = 100;

  private static final List<String> NAMES =
      List.of(
          "x",
          "Länge (cm)",
          "温度",
          "label",
          "probabilities",
          "a b",
          "drive",
          "tick1",
          "inputs",
          "it's \"so\"",
          "line\nbreak",
          "ночь",
          "%d");
  private static final List<String> WORDS =
      List.of("a", "A", "ä", "\"q\"", "漢字", "a, b", "да", " ");

  static OnnxCase of(int seed) {
    Random random = new Random(seed);
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    int columns = random.nextInt(2, 10);
    Table table = Table.create("random");
    for (int c = 0; c < columns; c++) {
      table.addColumns(column(names.get(c), random.nextInt(9), random));
    }
    String label = names.get(columns);
    table.addColumns(label(label, random));
    List<Activation> activations = Activation.all();
    boolean large = seed % 4 == 3; // and all alive, so that edges are listed
    int neurons = large ? random.nextInt(450, 600) : random.nextInt(45, 75);
    Mesh mesh =
        Mesh.of(neurons)
            .connect(wiring(neurons, random))
            .bias(random.nextInt(4) > 0)
            .ticks(large ? 5 + seed % 3 : 1 + seed % 7)
            .activation(large ? Activation.SIGMOID : activations.get(seed % activations.size()))
            .outputActivation(activations.get(seed / activations.size() % activations.size()))
            .standardise(random.nextInt(8) > 0 || hasLongs(table));
    mesh = seed % 3 == 0 ? mixed(mesh, neurons, random) : mesh;
    if (mesh.transition().toString().contains(Activation.SINE.toString())) {
      mesh = mesh.standardise(true); // of a large number, a sine has no digits in single precision
    }
    return new OnnxCase(mesh.train(table, label, Training.defaults().epochs(1).seed(seed)), table);
  }

  /** Gelu in double precision has no ONNX file: the runtime's error function is single. */
  boolean refused(OnnxPrecision precision) {
    Activation[] applied = model.mesh().transition().activations(model.topology().roles());
    return precision == OnnxPrecision.FLOAT64 && List.of(applied).contains(Activation.GELU);
  }

  /** Leaks and activations by neuron. */
  private static Mesh mixed(Mesh mesh, int neurons, Random random) {
    Activation f = Activation.all().get(random.nextInt(Activation.all().size()));
    return mesh.leak(random.nextDouble(0.1, 1))
        .leak(Neurons.hidden(0.5, random.nextLong()), 1)
        .activation(Neurons.hidden(0.3, random.nextLong()), f)
        .activation(Neurons.range(neurons - 3, neurons - 1), Activation.SINE);
  }

  /** Any density, and an edge that makes a path from an input to an output. */
  private static Wiring wiring(int neurons, Random random) {
    double sparsest = neurons < 100 ? -4 : -6; // large ones are so sparse that edges are listed
    double density = Math.exp(random.nextDouble(sparsest, neurons < 100 ? 0 : -5));
    return Wiring.dense().keep(density, random.nextLong()).and(Wiring.edge(0, neurons - 1));
  }

  private static boolean hasLongs(Table table) {
    return table.columns().stream().anyMatch(LongColumn.class::isInstance);
  }

  private static Column<?> column(String name, int kind, Random random) {
    double scale = Math.pow(10, random.nextInt(-3, 4));
    return switch (kind) {
      case 0 -> DoubleColumn.create(name, random.doubles(ROWS, -scale, scale).toArray());
      case 1 -> DoubleColumn.create(name, random.doubles(ROWS, 1e6, 1e6 + scale).toArray());
      case 2 -> FloatColumn.create(name, floats(random));
      case 3 -> IntColumn.create(name, random.ints(ROWS, -50, 1000).toArray());
      case 4 -> ShortColumn.create(name, shorts(random));
      case 5 -> LongColumn.create(name, random.longs(ROWS, 0, 1L << 40).toArray());
      case 6 -> LongColumn.create(name, random.longs(ROWS, 1L << 60, (1L << 60) + 999).toArray());
      case 7 -> BooleanColumn.create(name, booleans(random));
      default -> StringColumn.create(name, words(random, random.nextInt(1, WORDS.size())));
    };
  }

  private static Column<?> label(String name, Random random) {
    double far = random.nextBoolean() ? 1e5 : 0;
    return switch (random.nextInt(5)) {
      case 0 -> IntColumn.create(name, random.ints(ROWS, 7, 12).toArray());
      case 1 -> BooleanColumn.create(name, booleans(random));
      case 2 -> DoubleColumn.create(name, random.doubles(ROWS, far, far + 20).toArray());
      default -> StringColumn.create(name, words(random, 4));
    };
  }

  private static float[] floats(Random random) {
    float[] values = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static Short[] shorts(Random random) {
    return random.ints(ROWS, 1, 99).mapToObj(i -> (short) i).toArray(Short[]::new);
  }

  private static boolean[] booleans(Random random) {
    boolean[] values = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = random.nextBoolean();
    }
    return values;
  }

  private static List<String> words(Random random, int distinct) {
    return random.ints(ROWS, 0, distinct).mapToObj(WORDS::get).toList();
  }

  /**
   * What a graph is given for some rows.
   *
   * @param inputs those of the graph, in the order of the features
   */
  Map<String, OnnxTensor> feeds(List<ValueInfoProto> inputs, int from, int to) {
    Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      Column<?> column = table.column(model.encoding().features().get(i).name());
      DataType type = DataType.forNumber(inputs.get(i).getType().getTensorType().getElemType());
      feeds.put(inputs.get(i).getName(), tensor(column, type, from, to));
    }
    return feeds;
  }

  private static OnnxTensor tensor(Column<?> column, DataType type, int from, int to) {
    int[] shape = {to - from, 1};
    IntStream rows = IntStream.range(from, to);
    if (column instanceof StringColumn texts) {
      return OnnxTensor.texts(shape, rows.mapToObj(texts::get).toArray(String[]::new));
    }
    if (type == DataType.INT64) {
      LongColumn longs = (LongColumn) column;
      return OnnxTensor.wholes(type, shape, rows.mapToLong(longs::getLong).toArray());
    }
    return OnnxTensor.numbers(
        type,
        shape,
        rows.mapToDouble(
                row ->
                    column instanceof BooleanColumn flags
                        ? flags.getByte(row)
                        : ((NumericColumn<?>) column).getDouble(row))
            .toArray());
  }

  /**
   * The worst difference between what a graph answered for some rows and what the mesh predicts: of
   * probabilities as it is, of values over the larger of 1, the value and the deviation. Labels
   * must be the same, or their probabilities nearly.
   *
   * @param outputs those of the graph by name
   */
  double worst(Map<String, OnnxTensor> outputs, List<ValueInfoProto> described, int from) {
    OnnxTensor numbers = outputs.get(described.get(described.size() - 1).getName());
    Table predicted = model.predict(table.inRange(from, from + numbers.shape()[0]));
    boolean classes = model.encoding().classification();
    int columns = numbers.shape()[1];
    double worst = 0;
    for (int row = 0; row < predicted.rowCount(); row++) {
      for (int k = 0; k < columns; k++) {
        double expected = predicted.doubleColumn(classes ? k + 1 : 0).getDouble(row);
        double size =
            classes ? 1 : Math.max(Math.abs(expected), Math.max(1, model.encoding().deviation()));
        double difference = Math.abs(numbers.numbers()[row * columns + k] - expected) / size;
        worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
      }
      if (classes) {
        worst = Math.max(worst, labelGap(outputs.get(described.get(0).getName()), predicted, row));
      }
    }
    return worst;
  }

  /** How much less probable the label is than the mesh's own. */
  private double labelGap(OnnxTensor labels, Table predicted, int row) {
    List<String> names = model.encoding().classes();
    int answered = names.indexOf(labels.texts()[row]);
    int expected = names.indexOf(predicted.stringColumn(0).get(row));
    return predicted.doubleColumn(expected + 1).getDouble(row)
        - predicted.doubleColumn(answered + 1).getDouble(row);
  }
}
