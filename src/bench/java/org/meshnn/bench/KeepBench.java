package org.meshnn.bench;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.GradientMethod;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.text.Sizes;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/**
 * What it takes to keep a mesh, by its edges: the model file and the Java class; of ONNX files see
 * {@code src/onnx}. Prints rows of a table: the worst difference of a probability, the size, and
 * the times of writing (with compiling) and reading (with the memory of a JVM that does only that).
 */
public final class KeepBench {
  private static final Table IRIS = Datasets.iris();
  private static final Path DIRECTORY = Path.of("target/bench");
  private static final int REPEATS = 5;

  private KeepBench() {}

  /**
   * Runs.
   *
   * @param arguments none; or the file that a JVM of its own is to load
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1) {
      load(Path.of(arguments[0]));
      return;
    }
    Files.createDirectories(DIRECTORY);
    System.out.println(
        "| format | edges | worst difference | size | write | read | memory to read |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    for (int edges : new int[] {1_000, 100_000, 10_000_000}) {
      modelFile(sparse(edges));
    }
    for (int edges : new int[] {1_000, 19_000, 100_000}) {
      javaClass(dense(edges));
    }
  }

  /** Random, with a path from the inputs over hidden neurons to the outputs. */
  private static TrainedMesh sparse(int edges) {
    int neurons = Math.max(40, Math.min(1_000_000, edges / 10));
    Wiring paths = Wiring.range(0, 3, 5, 14).and(Wiring.range(5, 14, neurons - 3, neurons - 1));
    double density = edges / ((double) neurons * neurons);
    return trained(Mesh.of(neurons).connect(Wiring.random(density, 1).and(paths)).ticks(2));
  }

  private static TrainedMesh dense(int edges) {
    return trained(Mesh.of((int) Math.sqrt(edges) + 3).connect(Wiring.dense()).ticks(3));
  }

  private static TrainedMesh trained(Mesh mesh) {
    return mesh.train(
        IRIS,
        "species",
        Training.defaults()
            .epochs(1)
            .batchSize(IRIS.rowCount())
            .optimiser(Optimiser.sgd(0.001))
            .gradient(GradientMethod.BACKWARD));
  }

  private static void modelFile(TrainedMesh model) throws IOException, InterruptedException {
    Path file = DIRECTORY.resolve("keep.mesh").toAbsolutePath();
    double save = median(() -> model.save(file));
    double load = median(() -> TrainedMesh.load(file));
    TrainedMesh loaded = TrainedMesh.load(file);
    double worst = worst(model.predict(IRIS), loaded.predict(IRIS));
    row("model file", model, worst, Files.size(file), save, load, memoryToLoad(file));
    Files.delete(file);
  }

  private static void javaClass(TrainedMesh model) throws Exception {
    Path folder = Files.createTempDirectory("keep");
    try {
      Path source = folder.resolve("KeptMesh.java");
      double write = median(() -> Files.writeString(source, model.toJava("KeptMesh")));
      long begin = System.nanoTime();
      ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
      double compile = (System.nanoTime() - begin) / 1e9;
      try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
        var predict = Arrays.stream(loader.loadClass("KeptMesh").getMethods());
        var method = predict.filter(m -> m.getName().equals("predict")).findFirst().orElseThrow();
        double worst = 0;
        Table expected = model.predict(IRIS);
        for (int row = 0; row < IRIS.rowCount(); row++) {
          Object[] entries = new Object[4];
          for (int column = 0; column < entries.length; column++) {
            entries[column] = IRIS.numberColumn(column).getDouble(row);
          }
          double[] found = (double[]) method.invoke(null, entries);
          for (int k = 0; k < found.length; k++) {
            worst = Math.max(worst, Math.abs(found[k] - expected.doubleColumn(k + 1).get(row)));
          }
        }
        row("Java class", model, worst, Files.size(source), write + compile, Double.NaN, "");
      }
    } catch (IllegalArgumentException e) {
      System.out.printf(
          Locale.ROOT, "| Java class | %,d | refused: %s |%n", edges(model), e.getMessage());
    }
  }

  private static int edges(TrainedMesh model) {
    return model.topology().edges();
  }

  private static void row(
      String format,
      TrainedMesh model,
      double worst,
      long size,
      double write,
      double read,
      String m) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.1e | %s | %.3f s | %s | %s |%n",
        format,
        edges(model),
        worst,
        Sizes.bytes(size),
        write,
        Double.isNaN(read) ? "" : String.format(Locale.ROOT, "%.3f s", read),
        m);
  }

  private static double worst(Table expected, Table found) {
    double worst = 0;
    for (int column = 1; column < expected.columnCount(); column++) {
      for (int row = 0; row < expected.rowCount(); row++) {
        double difference =
            expected.doubleColumn(column).get(row) - found.doubleColumn(column).get(row);
        worst = Math.max(worst, Math.abs(difference));
      }
    }
    return worst;
  }

  private interface Task {
    Object run() throws IOException;
  }

  /** Seconds, the median of some. */
  private static double median(Task task) throws IOException {
    double[] seconds = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      long begin = System.nanoTime();
      task.run();
      seconds[i] = (System.nanoTime() - begin) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[REPEATS / 2];
  }

  /** The most memory that a JVM took whose heap is twice as large as the file, and 32 MB. */
  private static String memoryToLoad(Path file) throws IOException, InterruptedException {
    long heap = 2 * Files.size(file) + (32 << 20);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                KeepBench.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    return process.waitFor() == 0 ? said : "failed";
  }

  private static void load(Path file) throws IOException {
    TrainedMesh model = TrainedMesh.load(file);
    String peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("unknown")
            .replaceAll("\\D", "");
    long bytes = Long.parseLong(peak) * 1024;
    System.out.printf(
        Locale.ROOT,
        "%s, %.2f times the file%s",
        Sizes.bytes(bytes),
        bytes / (double) Files.size(file),
        model.topology().edges() > 0 ? "" : "?");
  }
}
