package org.meshnn.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class OnnxExportTest {
  @TempDir private Path folder;

  private static Transition transition(TrainedMesh model) {
    return model.mesh().transition();
  }

  private static byte[] bytes(
      TrainedMesh model, OnnxPrecision precision, Map<String, String> metadata) throws IOException {
    OnnxExport export =
        OnnxExport.of(
            model.plan(),
            transition(model),
            model.weights(),
            model.encoding(),
            precision,
            metadata);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    export.writeTo(out);
    assertEquals(export.bytes(), out.size());
    return out.toByteArray();
  }

  private static GraphProto graph(TrainedMesh model, OnnxPrecision precision) throws IOException {
    return ModelProto.parseFrom(bytes(model, precision, Map.of())).getGraph();
  }

  private static TrainedMesh trained(Mesh mesh, Table table, String label) {
    return mesh.train(table, label, Training.defaults().epochs(2).seed(3));
  }

  private static Roles roles(TrainedMesh model) {
    return model.topology().roles();
  }

  private static TrainedMesh iris(int ticks) {
    Mesh mesh = Mesh.of(18).connect(Wiring.dense()).ticks(ticks);
    return trained(mesh, Datasets.iris(), "species");
  }

  @ParameterizedTest
  @EnumSource
  void answersAsTheMeshPredicts(OnnxPrecision precision) throws IOException {
    Set<String> operators = new TreeSet<>();
    for (int seed = 0; seed < 121; seed++) {
      OnnxCase mesh = OnnxCase.of(seed);
      if (mesh.refused(precision)) {
        continue;
      }
      GraphProto graph = graph(mesh.model(), precision);
      operators.addAll(operators(graph));
      double worst = 0;
      for (int rows : new int[] {1, 10}) {
        Map<String, OnnxTensor> outputs =
            OnnxInterpreter.run(graph, mesh.feeds(graph.getInputList(), 0, rows));
        worst = Math.max(worst, mesh.worst(outputs, graph.getOutputList(), 0));
      }
      double bound = precision == OnnxPrecision.FLOAT32 ? 1e-5 : 1e-9;
      assertTrue(worst < bound, "seed " + seed + ": " + worst);
    }
    assertTrue(
        operators.containsAll(List.of("Gemm", "ReduceSum", "LabelEncoder")), operators::toString);
  }

  @Test
  void aFileSaysWhatItIs() throws IOException {
    TrainedMesh mesh = iris(3);
    Path file = mesh.exportOnnx(folder.resolve("iris.onnx"));
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    Map<String, String> metadata = new HashMap<>();
    model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
    assertEquals(mesh.origin().facts(), metadata);
    assertEquals(metadata.get("meshnn"), model.getProducerVersion());
    assertEquals(7, model.getIrVersion());
    assertEquals("meshnn", model.getProducerName());
    assertEquals(1, model.getOpsetImportCount());
    assertEquals("", model.getOpsetImport(0).getDomain());
    assertEquals(13, model.getOpsetImport(0).getVersion());
    assertTrue(
        model.getDocString().startsWith("18 neurons (4 inputs, bias, 10 hidden, 3 outputs)"),
        model.getDocString());
    GraphProto graph = model.getGraph();
    assertEquals(
        List.of("sepal_length", "sepal_width", "petal_length", "petal_width"),
        graph.getInputList().stream().map(ValueInfoProto::getName).toList());
    assertEquals(
        List.of("label", "probabilities"),
        graph.getOutputList().stream().map(ValueInfoProto::getName).toList());
    assertEquals(
        Set.of("Concat", "Sub", "Div", "Gather", "Gemm", "Relu", "Split", "Softmax", "ArgMax"),
        operators(graph));
    assertEquals(List.of("batch", "1"), shape(graph.getInput(0)));
    assertEquals(List.of("batch"), shape(graph.getOutput(0)));
    assertEquals(List.of("batch", "3"), shape(graph.getOutput(1)));
    assertEquals(DataType.FLOAT_VALUE, type(graph.getInput(0)));
    assertEquals(DataType.STRING_VALUE, type(graph.getOutput(0)));
  }

  private static Set<String> operators(GraphProto graph) {
    return graph.getNodeList().stream()
        .map(NodeProto::getOpType)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int type(ValueInfoProto value) {
    return value.getType().getTensorType().getElemType();
  }

  private static List<String> shape(ValueInfoProto value) {
    return value.getType().getTensorType().getShape().getDimList().stream()
        .map(d -> d.getDimParam().isEmpty() ? "" + d.getDimValue() : d.getDimParam())
        .toList();
  }

  @Test
  void metadataAreSortedAndTheSameMeshMakesTheSameBytes() throws IOException {
    Map<String, String> metadata = new HashMap<>();
    List.of("meshnn", "rows", "seed", "größe").forEach(key -> metadata.put(key, key + "!"));
    byte[] bytes = bytes(iris(4), OnnxPrecision.FLOAT64, metadata);
    assertArrayEquals(bytes, bytes(iris(4), OnnxPrecision.FLOAT64, Map.copyOf(metadata)));
    assertEquals("meshnn!", ModelProto.parseFrom(bytes).getProducerVersion());
    assertEquals(
        List.of("größe=größe!", "meshnn=meshnn!", "rows=rows!", "seed=seed!"),
        ModelProto.parseFrom(bytes).getMetadataPropsList().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList());
  }

  /** A dense mesh: one block from tick 1 on, used at each, and that of the last tick. */
  @Test
  void ticksBetweenTheSameNeuronsShareTheirWeights() throws IOException {
    GraphProto graph = graph(iris(7), OnnxPrecision.FLOAT32);
    assertEquals(
        List.of("drive/weights", "tick2/weights", "tick7/weights"),
        graph.getInitializerList().stream()
            .map(TensorProto::getName)
            .filter(name -> name.endsWith("/weights"))
            .toList());
    assertEquals(
        5,
        graph.getNodeList().stream()
            .filter(node -> node.getInputList().contains("tick2/weights"))
            .count());
  }

  /** Neurons that cannot matter are not there: of three hidden layers, one at each tick. */
  @Test
  void onlyWhatLivesIsComputed() throws IOException {
    Mesh layers = Mesh.of(4 + 1 + 11 + 3).connect(Wiring.layered(5, 4, 2)).ticks(4);
    GraphProto graph = graph(trained(layers, Datasets.iris(), "species"), OnnxPrecision.FLOAT32);
    List<List<Long>> shapes =
        graph.getInitializerList().stream()
            .filter(constant -> constant.getName().matches("tick\\d/weights"))
            .map(TensorProto::getDimsList)
            .toList();
    assertEquals(3, shapes.size(), shapes::toString);
    assertEquals(List.of(3L, 2L), shapes.get(2));
  }

  @Test
  void aNameThatIsTakenGetsAnUnderscore() throws IOException {
    double[] numbers = {1, 2, 3, 4};
    Table table =
        Table.create(
            DoubleColumn.create("label", numbers),
            DoubleColumn.create("label_", numbers),
            DoubleColumn.create("drive", numbers),
            DoubleColumn.create("", numbers),
            StringColumn.create("kind", "a", "b", "a", "b"));
    TrainedMesh model = trained(Mesh.of(9).connect(Wiring.dense()), table, "kind");
    GraphProto graph = graph(model, OnnxPrecision.FLOAT32);
    assertEquals(
        List.of("label", "label_", "drive", "_"),
        graph.getInputList().stream().map(ValueInfoProto::getName).toList());
    assertEquals("label__", graph.getOutput(0).getName());
    assertTrue(
        graph.getNodeList().stream().anyMatch(node -> node.getOutputList().contains("drive_")));
  }

  private static final Table KINDS =
      Table.create(
          StringColumn.create("colour", "red", "blue", "red", "blue"),
          LongColumn.create("nanos", (1L << 60) + 1, 1L << 60, (1L << 60) + 2, (1L << 60) + 4),
          DoubleColumn.create("far", 1e6 + .25, 1e6 + .5, 1e6, 1e6 + .75),
          DoubleColumn.create("height", 1.5, 2.5, 1.75, 3));

  @Test
  void aValueIsInItsUnitUnderItsName() throws IOException {
    TrainedMesh model = trained(Mesh.of(9).connect(Wiring.dense()), KINDS, "height");
    byte[] bytes = bytes(model, OnnxPrecision.FLOAT32, Map.of());
    GraphProto graph = ModelProto.parseFrom(bytes).getGraph();
    assertEquals("height", graph.getOutput(0).getName());
    assertEquals(List.of("batch", "1"), shape(graph.getOutput(0)));
    assertEquals(DataType.STRING_VALUE, type(graph.getInput(0)));
    assertEquals(DataType.INT64_VALUE, type(graph.getInput(1)));
    assertEquals(DataType.DOUBLE_VALUE, type(graph.getInput(2)));
    assertEquals(
        List.of("", "ai.onnx.ml"),
        ModelProto.parseFrom(bytes).getOpsetImportList().stream().map(o -> o.getDomain()).toList());
  }

  @Test
  void anUnknownCategoryIsAnError() throws IOException {
    TrainedMesh model = trained(Mesh.of(9).connect(Wiring.dense()), KINDS, "height");
    GraphProto graph = graph(model, OnnxPrecision.FLOAT64);
    OnnxCase known = new OnnxCase(model, KINDS);
    Map<String, OnnxTensor> feeds = known.feeds(graph.getInputList(), 0, 1);
    assertTrue(known.worst(OnnxInterpreter.run(graph, feeds), graph.getOutputList(), 0) < 1e-9);
    feeds.put("colour", OnnxTensor.texts(new int[] {1, 1}, new String[] {"green"}));
    assertThrows(IndexOutOfBoundsException.class, () -> OnnxInterpreter.run(graph, feeds));
  }

  /** Near the largest number differences overflow; beyond 1e38 floats do. */
  @ParameterizedTest
  @EnumSource
  void hugeAndTinyNumbersAreStandardised(OnnxPrecision precision) throws IOException {
    Table table =
        Table.create(
            DoubleColumn.create("huge", 1.6e308, -1.7e308, 1e307, 3e307),
            DoubleColumn.create("tiny", 1e-300, 3e-300, 2e-300, 5e-300),
            DoubleColumn.create("large", 1e200, -2e200, 3e200, 2e199),
            DoubleColumn.create("y", 1e150, -1e150, 2e150, 3e149));
    TrainedMesh model = trained(Mesh.of(9).connect(Wiring.dense()), table, "y");
    GraphProto graph = graph(model, precision);
    OnnxCase mesh = new OnnxCase(model, table);
    Map<String, OnnxTensor> outputs =
        OnnxInterpreter.run(graph, mesh.feeds(graph.getInputList(), 0, 4));
    double worst = mesh.worst(outputs, graph.getOutputList(), 0);
    assertTrue(worst < (precision == OnnxPrecision.FLOAT32 ? 1e-5 : 1e-9), "" + worst);
  }

  /** As hashes are: from the smallest to the largest it is more than a long holds. */
  @Test
  void wholeNumbersOfAllSizesAreCountedFromTheSmallest() throws IOException {
    long[] numbers = {-Long.MAX_VALUE, -5_000_000_000_000_000_001L, 7, 1L << 62, Long.MAX_VALUE};
    Table table =
        Table.create(
            LongColumn.create("id", numbers),
            LongColumn.create("near", LongStream.range(1L << 60, (1L << 60) + 5).toArray()),
            DoubleColumn.create("y", 1, 2, 3, 4, 5));
    TrainedMesh model = trained(Mesh.of(9).connect(Wiring.dense()), table, "y");
    GraphProto graph = graph(model, OnnxPrecision.FLOAT64);
    OnnxCase mesh = new OnnxCase(model, table);
    Map<String, OnnxTensor> outputs =
        OnnxInterpreter.run(graph, mesh.feeds(graph.getInputList(), 0, numbers.length));
    double worst = mesh.worst(outputs, graph.getOutputList(), 0);
    assertTrue(worst < 1e-9, "" + worst);
  }

  /** Of a mesh of 300,000 edges whose neurons all live: nothing is allocated for the file. */
  @Test
  void whatIsBeyondTwoGibibytesIsRefusedWithTheNumber() {
    TrainedMesh model = iris(2);
    Roles roles = new Roles(4, true, 100_000, 3);
    Wiring hub =
        Wiring.range(0, 0, 5, 100_004)
            .and(Wiring.range(5, 100_004, 5, 5))
            .and(Wiring.range(5, 5, 5, 100_004))
            .and(Wiring.range(5, 100_004, 100_005, 100_007));
    Plan plan = Plan.of(hub.wire(roles), 3, Clamping.CONSTANT, transition(model).rest(roles));
    double[] weights = new double[plan.topology().edges()];
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    OnnxExport.of(
                        plan,
                        transition(model),
                        weights,
                        model.encoding(),
                        OnnxPrecision.FLOAT32,
                        Map.of()))
            .getMessage();
    assertTrue(message.contains("takes 37.3 GiB") && message.contains("2.00 GiB"), message);
  }

  @Test
  void activationsWithoutANodeAreRefused() {
    Activation cube = Activation.of("cube", z -> z * z * z, z -> 3 * z * z);
    Mesh mesh = Mesh.of(18).connect(Wiring.dense()).activation(Neurons.of(7), cube);
    TrainedMesh own = trained(mesh, Datasets.iris(), "species");
    Path path = folder.resolve("a.onnx");
    String message =
        assertThrows(IllegalArgumentException.class, () -> own.exportOnnx(path)).getMessage();
    assertTrue(message.contains("this mesh applies cube, one of your own"), message);
    TrainedMesh gelu =
        trained(mesh.activation(Neurons.of(7), Activation.GELU), Datasets.iris(), "species");
    gelu.exportOnnx(path);
    message =
        assertThrows(
                IllegalArgumentException.class, () -> gelu.exportOnnx(path, OnnxPrecision.FLOAT64))
            .getMessage();
    assertTrue(message.contains("take OnnxPrecision.FLOAT32"), message);
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    TrainedMesh model = iris(2);
    Plan plan = model.plan();
    Transition transition = transition(model);
    double[] weights = model.weights();
    Plan perTick =
        Plan.of(model.topology(), 2, Clamping.PER_TICK, transition.rest(model.topology().roles()));
    refused("inputs that change", perTick, transition, weights, model);
    Transition sigmoid = new Transition(Activation.SIGMOID, Activation.IDENTITY);
    refused("other activations", plan, sigmoid, weights, model);
    refused("one weight per edge", plan, transition, new double[3], model);
    TrainedMesh other = trained(Mesh.of(9).connect(Wiring.dense()), KINDS, "height");
    refused("expected an encoding for", plan, transition, weights, other);
    weights[7] = 1e39;
    refused("1.0E39 at edge 7", plan, transition, weights, model);
    weights[7] = Double.NaN;
    refused("NaN at edge 7", plan, transition, weights, model);
    assertThrows(
        IllegalArgumentException.class, () -> model.exportOnnx(folder.resolve("a.onnx"), null));
  }

  private static void refused(
      String reason, Plan plan, Transition transition, double[] weights, TrainedMesh encoded) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    OnnxExport.of(
                        plan,
                        transition,
                        weights,
                        encoded.encoding(),
                        OnnxPrecision.FLOAT32,
                        Map.of()))
            .getMessage();
    assertTrue(message.contains(reason), message);
  }

  /** The message names what the POM asks for; what it is like without is in LibraryAloneTest. */
  @Test
  void theLibraryIsNamedWhereItIsAbsent() throws IOException {
    OnnxExport.requireLibrary("java.lang.String");
    String message =
        assertThrows(IllegalStateException.class, () -> OnnxExport.requireLibrary("ai.onnx.Absent"))
            .getMessage();
    assertTrue(message.contains("%maven org.tribuo:tribuo-util-onnx:"), message);
    String version = OnnxExport.LIBRARY.replaceAll(".*:", "");
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<tribuo.version>" + version + "</tribuo.version>"), version);
  }

  @Test
  void namesOfFilesMayBeText() {
    String file = folder.resolve("iris.onnx").toString();
    assertEquals(Path.of(file), iris(2).exportOnnx(file));
    assertFalse(file.isEmpty());
  }
}
