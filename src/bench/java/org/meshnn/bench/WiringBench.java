package org.meshnn.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;

/**
 * What it takes to wire meshes and to plan them: 8 inputs, bias, 4 outputs, 3 ticks. Prints a row
 * of a table for each wiring and size; times are those of the thread's processor, the median of
 * three. Arguments: numbers of edges, 10^6 and 10^7 unless given.
 */
public final class WiringBench {
  private static final int INPUTS = 8;
  private static final int OUTPUTS = 4;
  private static final int TICKS = 3;
  private static final int RUNS = 3;
  private static final int WARM_UP = 200_000; // edges
  private static final int AROUND = INPUTS + 1 + OUTPUTS; // edges of a hidden neuron
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A wiring of a size, and the hidden neurons that it is of. */
  private record Sized(Wiring wiring, int hidden) {}

  /** A kind of wiring, by the number of edges. */
  private record Kind(String name, IntFunction<Sized> of) {}

  private WiringBench() {}

  /**
   * Measures.
   *
   * @param arguments numbers of edges
   */
  public static void main(String[] arguments) {
    int[] sizes =
        arguments.length == 0
            ? new int[] {1_000_000, 10_000_000}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    System.out.println(
        "| wiring | hidden | edges | wire, s | ns an edge | plan, s | forward-only besides, s |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    for (Kind kind : kinds()) {
      row(kind.of().apply(WARM_UP));
      for (int edges : sizes) {
        System.out.println("| " + kind.name() + row(kind.of().apply(edges)));
      }
    }
  }

  private static List<Kind> kinds() {
    return List.of(
        new Kind("`dense`", e -> new Sized(Wiring.dense(), (int) Math.sqrt(e) - AROUND)),
        new Kind("`random`, 10 a neuron", e -> new Sized(Wiring.random(100.0 / e, 1), e / 10)),
        new Kind("`randomEdges`, 10 a neuron", e -> new Sized(Wiring.randomEdges(e, 1), e / 10)),
        new Kind(
            "`layered`, 2 layers",
            e -> {
              int width = (int) Math.sqrt(e);
              return new Sized(Wiring.layered(width, width), 2 * width);
            }),
        new Kind(
            "`layeredWithSkips`, 10 layers",
            e -> {
              int width = (int) Math.sqrt(e / 45.0);
              int[] widths = IntStream.generate(() -> width).limit(10).toArray();
              return new Sized(Wiring.layeredWithSkips(widths), 10 * width);
            }),
        new Kind("`ring(10)`", e -> sized(Wiring.ring(10), e, 10)),
        new Kind("`grid`", e -> square(e, false)),
        new Kind("`torus`", e -> square(e, true)),
        new Kind("`smallWorld(10, 0.1)`", e -> sized(Wiring.smallWorld(10, 0.1, 1), e, 10)),
        new Kind("`smallWorld(10, 1)`", e -> sized(Wiring.smallWorld(10, 1, 1), e, 10)),
        new Kind("`scaleFree(5)`", e -> sized(Wiring.scaleFree(5, 1), e, 10)),
        new Kind(
            "`modular`, 100 modules, 8 within and 2 between a neuron",
            e -> {
              double hidden = e / (10.0 + AROUND);
              return sized(Wiring.modular(100, 800 / hidden, 2 / hidden, 1), e, 10);
            }),
        new Kind(
            "`recurrent`, 10 a neuron",
            e -> sized(Wiring.recurrent(10 * (10.0 + AROUND) / e, 1), e, 10)),
        new Kind(
            "`reservoir(0.1)`",
            e -> new Sized(Wiring.reservoir(0.1, 1), (int) Math.sqrt(10.0 * e))),
        new Kind(
            "`policy`, fan-outs 10, 10 of them recurrent",
            e -> {
              int inter = e / 25; // 10 + 12 out of an inter and a command neuron, 1 + 2 into them
              return new Sized(Wiring.policy(inter, inter, 10, 10, 2, 10, 1), 2 * inter);
            }));
  }

  private static Sized sized(Wiring wiring, int edges, int neighbours) {
    return new Sized(wiring, edges / (neighbours + AROUND));
  }

  private static Sized square(int edges, boolean torus) {
    int side = (int) Math.sqrt(edges / (4.0 + AROUND));
    return new Sized(torus ? Wiring.torus(side, side) : Wiring.grid(side, side), side * side);
  }

  private static String row(Sized sized) {
    Roles roles = new Roles(INPUTS, true, sized.hidden(), OUTPUTS);
    Transition transition = new Transition(Activation.TANH, Activation.IDENTITY);
    double[] wire = new double[RUNS];
    double[] plan = new double[RUNS];
    double[] forward = new double[RUNS];
    int edges = 0;
    for (int run = 0; run < RUNS; run++) {
      double begin = seconds();
      Topology topology = sized.wiring().wire(roles);
      double wired = seconds();
      Plan planned = Plan.of(topology, TICKS, Clamping.CONSTANT, transition.rest(roles));
      double done = seconds();
      wire[run] = wired - begin;
      plan[run] = done - wired;
      forward[run] = fits(planned::sensitivities) ? seconds() - done : Double.NaN;
      edges = topology.edges();
    }
    double wiring = median(wire);
    return String.format(
        Locale.ROOT,
        " | %,d | %,d | %.2f | %.0f | %.2f | %s |",
        sized.hidden(),
        edges,
        wiring,
        1e9 * wiring / edges,
        median(plan),
        Double.isNaN(forward[0])
            ? "over 1 GiB"
            : String.format(Locale.ROOT, "%.2f", median(forward)));
  }

  /** Whether what forward-only carries may be laid out. */
  private static boolean fits(Supplier<?> sensitivities) {
    try {
      return sensitivities.get() != null;
    } catch (IllegalStateException tooLarge) {
      return false;
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double seconds() {
    return THREADS.getCurrentThreadCpuTime() / 1e9;
  }
}
