package org.meshnn.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Holds what ONNX Runtime answers against what meshes predict, on random meshes and tables; prints
 * the worst differences, and ends with an error if one is beyond its bound. The files stay in
 * {@code target/onnx}.
 */
public final class OnnxCheck {
  private static final Path FOLDER = Path.of("target", "onnx");
  private static final int MESHES = 200;
  private static final int MOST_TICKS = 7;

  private boolean passed = true;

  private OnnxCheck() {}

  /**
   * Checks.
   *
   * @param arguments numbers of edges of large meshes
   */
  public static void main(String[] arguments) throws IOException, OrtException {
    Files.createDirectories(FOLDER);
    OnnxCheck check = new OnnxCheck();
    check.randomMeshes();
    check.unknownCategory();
    new OnnxSizes(FOLDER).print(arguments);
    if (!check.passed) {
      System.exit(1);
    }
  }

  private static double bound(OnnxPrecision precision) {
    return precision == OnnxPrecision.FLOAT32 ? 1e-5 : 1e-9;
  }

  private void randomMeshes() throws IOException, OrtException {
    Map<OnnxPrecision, double[]> worst = new EnumMap<>(OnnxPrecision.class); // by ticks
    Map<OnnxPrecision, Integer> compared = new EnumMap<>(OnnxPrecision.class);
    for (int seed = 0; seed < MESHES; seed++) {
      OnnxCase mesh = OnnxCase.of(seed);
      int ticks = mesh.model().mesh().ticks();
      for (OnnxPrecision precision : OnnxPrecision.values()) {
        if (mesh.refused(precision)) {
          continue;
        }
        compared.merge(precision, 1, Integer::sum);
        double[] byTicks = worst.computeIfAbsent(precision, p -> new double[MOST_TICKS + 1]);
        byTicks[ticks] = Math.max(byTicks[ticks], difference(mesh, precision, seed));
      }
    }
    worst.forEach((precision, byTicks) -> print(precision, compared.get(precision), byTicks));
  }

  private void print(OnnxPrecision precision, int meshes, double[] worst) {
    System.out.println(meshes + " random meshes, " + precision + ", worst difference by ticks:");
    for (int t = 1; t <= MOST_TICKS; t++) {
      System.out.printf(Locale.ROOT, "  %d  %.1e%n", t, worst[t]);
    }
    double all = Arrays.stream(worst).max().orElseThrow();
    boolean within = all <= bound(precision);
    System.out.printf(
        Locale.ROOT, "  %.1e, %s %.0e%n", all, within ? "within" : "NOT within", bound(precision));
    passed &= within;
  }

  /** Of 1 row, and of 100. */
  private static double difference(OnnxCase mesh, OnnxPrecision precision, int seed)
      throws IOException, OrtException {
    String name = String.format(Locale.ROOT, "%s-%03d.onnx", precision, seed);
    Path file = FOLDER.resolve(name.toLowerCase(Locale.ROOT));
    mesh.model().exportOnnx(file, precision);
    GraphProto graph = ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
    double worst = 0;
    try (OrtSession session = OrtSessions.open(file)) {
      for (int rows : new int[] {1, OnnxCase.ROWS}) {
        Map<String, OnnxTensor> outputs =
            OrtSessions.run(session, mesh.feeds(graph.getInputList(), 0, rows));
        worst = Math.max(worst, mesh.worst(outputs, graph.getOutputList(), 0));
      }
    }
    return worst;
  }

  /** A category that the training did not see is an error there as it is in Java. */
  private void unknownCategory() throws IOException, OrtException {
    Table table =
        Table.create(
            StringColumn.create("colour", "red", "blue", "red", "blue"),
            DoubleColumn.create("y", 1.0, 2, 1, 2));
    TrainedMesh model =
        Mesh.of(3)
            .bias(false)
            .connect(Wiring.dense())
            .train(table, "y", Training.defaults().epochs(1));
    Path file = FOLDER.resolve("colour.onnx");
    model.exportOnnx(file);
    try (OrtSession session = OrtSessions.open(file)) {
      OnnxTensor green = OnnxTensor.texts(new int[] {1, 1}, new String[] {"green"});
      OrtSessions.run(session, Map.of("colour", green));
      System.out.println("an unknown category: NO error");
      passed = false;
    } catch (OrtException e) {
      System.out.println("an unknown category: " + e.getMessage());
    }
  }
}
