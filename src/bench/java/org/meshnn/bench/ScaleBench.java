package org.meshnn.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Precision;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Our training step on {@link ScaleMesh}es, and what it takes to get there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScaleBench {
  static final int BATCH = 8;
  private static final int ROWS = 64;

  /** Which mesh. */
  @Param("LAYERED")
  public ScaleMesh mesh;

  /** About how many edges. */
  @Param("1000")
  public int edges;

  /** How many digits it computes with. */
  @Param("DOUBLE")
  public Precision precision;

  private final Properties facts = new Properties();
  private Step step;

  /** Where a run leaves what JMH does not ask for. */
  static Path factsOf(ScaleMesh mesh, int edges) {
    return Bench.DIRECTORY.resolve("scale-" + mesh + "-" + edges + ".properties");
  }

  /** Wires, plans, lays out, and times each. */
  @Setup
  public void prepare() {
    long start = System.nanoTime();
    Topology topology = mesh.topology(edges);
    long wired = System.nanoTime();
    Transition transition = new Transition(Activation.RELU, Activation.IDENTITY);
    Plan plan =
        Plan.of(topology, ScaleMesh.TICKS, Clamping.CONSTANT, transition.rest(topology.roles()));
    Problem numbers = Problem.of(topology, ROWS, false);
    long planned = System.nanoTime();
    step = new Step(plan, transition, GradientMethod.FORWARD_ONLY, precision, numbers, BATCH, 1);
    step.run();
    long ready = System.nanoTime();
    facts.setProperty("neurons", "" + topology.neurons());
    facts.setProperty("edges", "" + topology.edges());
    facts.setProperty("live", "" + plan.learnableEdges());
    facts.setProperty("multiplyAdds", "" + plan.cost().forwardOnly());
    facts.setProperty("wiring", "" + (wired - start) / 1e9);
    facts.setProperty("planning", "" + (planned - wired) / 1e9);
    facts.setProperty("firstStep", "" + (ready - planned) / 1e9);
  }

  /** A whole step. */
  @Benchmark
  public double step() {
    return step.run();
  }

  /** Leaves the facts, among them the process's peak memory where the system tells it. */
  @TearDown
  public void report() throws IOException {
    facts.setProperty("peakKilobytes", peakMemory());
    try (OutputStream out = Files.newOutputStream(factsOf(mesh, edges))) {
      facts.store(out, null);
    }
  }

  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "0";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .findFirst()
        .orElse("0");
  }
}
