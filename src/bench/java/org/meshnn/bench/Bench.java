package org.meshnn.bench;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Precision;

/**
 * Measures our training step and its peers in turn, round after round, and prints one report. See
 * {@code src/bench/README.md}.
 */
public final class Bench {
  /** Where everything is written. */
  static final Path DIRECTORY = Path.of("target/bench");

  private static final long LARGEST_TENSOR = 1L << 28; // 256 MiB: three of them are at work
  private static final double LONGEST_TENSOR = 1.5e9; // multiply-adds of a step: about a second
  private static final int LARGE = 1_000_000; // edges, whose step is long enough to warm up in two

  private final Settings settings;
  private final Jmh jmh;
  private final Timings results = new Timings();
  private boolean djl = true; // until it fails

  private Bench(Settings settings) {
    this.settings = settings;
    jmh = Jmh.of(settings);
  }

  /**
   * Runs.
   *
   * @param arguments {@code [--quick] [--no-scale] [NAME...]}
   */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(DIRECTORY);
    Bench bench = new Bench(Settings.of(arguments));
    Machine machine = Machine.now(PythonPeer.versions());
    for (Work work : bench.settings.works()) {
      Problem.of(work).write(work, DIRECTORY);
    }
    bench.rounds(machine.python().isPresent());
    bench.scaleSeries();
    String report = new BenchReport(machine, bench.settings, bench.results).markdown();
    Files.writeString(DIRECTORY.resolve("report.md"), report);
    System.out.println();
    System.out.println(report);
  }

  private void rounds(boolean python) {
    if (!python) {
      results.note(
          "NumPy and PyTorch are skipped: /usr/bin/python3 lacks them. On Debian: apt-get install"
              + " python3-numpy python3-torch libopenblas0-pthread");
    }
    try (PythonPeer numpy = python ? new PythonPeer("numpy_tensor.py", 1) : null;
        PythonPeer one = python ? new PythonPeer("torch_eager.py", 1) : null;
        PythonPeer two = python ? new PythonPeer("torch_eager.py", 2) : null) {
      for (int round = 1; round <= settings.rounds(); round++) {
        System.out.println("round " + round + " of " + settings.rounds());
        peak();
        for (Work work : settings.works()) {
          System.out.println("  " + work);
          ours(work);
          if (python) {
            torch(work, one, Contender.TORCH32, Contender.TORCH64, round == 1);
            torch(work, two, Contender.TORCH32_2, Contender.TORCH64_2, round == 1);
            numpy(work, numpy, round == 1);
          }
          djl(work, DataType.FLOAT32, Contender.DJL32);
          djl(work, DataType.FLOAT64, Contender.DJL64);
        }
      }
    }
  }

  private void peak() {
    Jmh patient = jmh.during(10, 10); // vectors are a thousand times slower until compiled
    results.peak(
        patient.time(PeakBench.class, "multiplyAdds", Map.of()),
        patient.time(PeakBench.class, "triad", Map.of()));
  }

  private void ours(Work work) {
    Map<String, String> forward = parameters(work, GradientMethod.FORWARD_ONLY);
    results.step(work, Contender.FORWARD_ONLY, jmh.time(StepBench.class, "step", forward));
    results.matrix(work, jmh.time(StepBench.class, "matrix", forward));
    Map<String, String> single = with(forward, "precision", Precision.SINGLE.name());
    results.step(work, Contender.SINGLE, jmh.time(StepBench.class, "step", single));
    if (work.batch() > Precision.DOUBLE.shard()) {
      Map<String, String> two = with(forward, "threads", "2");
      results.step(work, Contender.FORWARD_ONLY_2, jmh.time(StepBench.class, "step", two));
    }
    if (work.batch() > Precision.SINGLE.shard()) {
      Map<String, String> two = with(single, "threads", "2");
      results.step(work, Contender.SINGLE_2, jmh.time(StepBench.class, "step", two));
    }
    results.step(work, Contender.SCALAR, jmh.with("-Xmx2g").time(StepBench.class, "step", forward));
    results.step(
        work,
        Contender.BACKWARD,
        jmh.time(StepBench.class, "step", parameters(work, GradientMethod.BACKWARD)));
    if (work.plan().cost().tensor() * (double) work.batch() <= LONGEST_TENSOR) {
      results.step(
          work,
          Contender.TENSOR,
          jmh.slow().time(StepBench.class, "step", parameters(work, GradientMethod.TENSOR)));
    }
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> more = new HashMap<>(some);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> parameters(Work work, GradientMethod method) {
    return Map.of("work", work.name(), "method", method.name());
  }

  private void torch(Work work, PythonPeer peer, Contender f32, Contender f64, boolean check) {
    for (Contender contender : List.of(f32, f64)) {
      String type = contender == f32 ? "float32" : "float64";
      if (check) {
        Agreement expected = contender == f32 ? Agreement.ROUNDED : Agreement.EXACT;
        agree(work, "PyTorch " + type, peer.losses(work, type, Agreement.STEPS), expected);
      }
      int blocks = settings.iterations();
      results.step(work, contender, peer.time(work, type, blocks, settings.seconds()));
    }
  }

  private void numpy(Work work, PythonPeer peer, boolean check) {
    if (work.tensorBytes() > LARGEST_TENSOR) {
      results.note(
          String.format(
              "NumPy's tensor of %s would take %.1f GB, three times over: skipped",
              work, work.tensorBytes() / 1e9));
      return;
    }
    if (check) {
      agree(work, "NumPy", peer.losses(work, "float64", Agreement.STEPS), Agreement.EXACT);
    }
    results.step(work, Contender.NUMPY, peer.time(work, "float64", 1, settings.seconds()));
  }

  private static void agree(Work work, String peer, List<Double> losses, Agreement expected) {
    try (Step ours = Step.of(work, GradientMethod.FORWARD_ONLY, Precision.DOUBLE, 1)) {
      for (int i = 0; i < losses.size(); i++) {
        expected.require(peer + ", " + work, i, ours.run(), losses.get(i));
      }
    }
  }

  private void djl(Work work, DataType type, Contender contender) {
    if (!djl) {
      return;
    }
    Jmh offline =
        jmh.with(
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-DDJL_CACHE_DIR=" + DIRECTORY.resolve("djl").toAbsolutePath());
    try {
      Map<String, String> parameters = Map.of("work", work.name(), "type", type.name());
      results.step(work, contender, offline.time(DjlBench.class, "step", parameters));
    } catch (IllegalStateException e) {
      results.note("DJL is skipped: " + e.getMessage());
      djl = false;
    }
  }

  private void scaleSeries() throws IOException {
    for (ScaleMesh mesh : settings.meshes()) {
      for (int edges : settings.scale()) {
        System.out.printf("scale: %s, %,d edges%n", mesh, edges);
        Map<String, String> parameters = Map.of("mesh", mesh.name(), "edges", "" + edges);
        Jmh patient = edges < LARGE ? jmh : jmh.during(2, settings.iterations());
        List<Double> samples = patient.time(ScaleBench.class, "step", parameters);
        results.scale(new Timings.Scale(mesh, edges, facts(mesh, edges), Spread.of(samples)));
      }
    }
  }

  private static Map<String, Double> facts(ScaleMesh mesh, int edges) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(ScaleBench.factsOf(mesh, edges))) {
      properties.load(in);
    }
    Map<String, Double> facts = new HashMap<>();
    properties.forEach((name, value) -> facts.put((String) name, Double.valueOf((String) value)));
    return facts;
  }
}
