package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Tick;

/**
 * The ticks of a mesh, unrolled: {@code Z(t) = D + S(t-1) A} and {@code S(t) = f(Z(t))}, of the
 * neurons that live at tick t and the edges from those that live at t - 1. The drive D is what
 * clamped neurons send, computed once. Ticks between the same neurons share their weights.
 */
final class OnnxTicks {
  private final OnnxGraph graph;
  private final Plan plan;
  private final List<Tick> ticks;
  private final Transition transition;
  private final double[] weights;
  private final OnnxProduct[] products; // [t - 1]: from tick t-1 to tick t, shared by equal ticks
  private final String[] driveShares; // [t - 1]: the drive of the neurons that live at tick t
  private final boolean someUndriven;

  OnnxTicks(OnnxGraph graph, Plan plan, Transition transition, double[] weights) {
    this.graph = graph;
    this.plan = plan;
    this.ticks = plan.ticks();
    this.transition = transition;
    this.weights = weights;
    products = new OnnxProduct[ticks.size()];
    driveShares = new String[ticks.size()];
    someUndriven =
        ticks.stream().anyMatch(tick -> Arrays.stream(tick.drive()).anyMatch(d -> d < 0));
  }

  /**
   * Adds all ticks.
   *
   * @param inputs the values of the input neurons, shape (batch, inputs)
   * @return the states of the output neurons after the last tick, shape (batch, outputs)
   */
  String states(String inputs) {
    String drive = drive(inputs);
    String states = inputs; // before the first tick no neuron lives, and nothing is made of them
    for (int t = 1; t <= ticks.size(); t++) {
      Tick tick = ticks.get(t - 1);
      if (tick.size() == 0) {
        continue; // nothing has come from an input to where an output is in reach
      }
      String preactivation = driveShare(t, drive);
      if (tick.gather().terms() > 0) {
        preactivation = product(t).plus(name(t) + "/preactivation", states, preactivation);
      }
      states = activate(tick, name(t), preactivation);
    }
    return states;
  }

  private static String name(int t) {
    return "tick" + t;
  }

  /** What clamped neurons send; a column 0 comes last if there are neurons that get nothing. */
  private String drive(String inputs) {
    Gather gather = plan.drive();
    Roles roles = plan.topology().roles();
    double[] bias = new double[driveColumns()];
    for (int i = 0; i < gather.rows(); i++) {
      for (int k = gather.start()[i]; k < gather.start()[i + 1]; k++) {
        if (gather.source()[k] == plan.layout().input() + roles.inputs()) {
          bias[i] = weights[gather.edge()[k]];
        }
      }
    }
    OnnxProduct product =
        new OnnxProduct(
            graph,
            "drive/weights",
            gather,
            plan.layout().input(),
            roles.inputs(),
            driveColumns(),
            weights);
    return product.plus("drive", inputs, graph.row("drive/bias", graph.type(), bias));
  }

  private int driveColumns() {
    return plan.drive().rows() + (someUndriven ? 1 : 0);
  }

  /** The columns of the drive that belong to the neurons of a tick. */
  private String driveShare(int t, String drive) {
    int twin = twin(t, false);
    if (twin < t) {
      return driveShares[twin - 1];
    }
    int[] columns =
        Arrays.stream(ticks.get(t - 1).drive())
            .map(row -> row < 0 ? plan.drive().rows() : row - plan.layout().drive())
            .toArray();
    boolean all = columns.length == driveColumns();
    for (int i = 0; i < columns.length; i++) {
      all &= columns[i] == i;
    }
    return driveShares[t - 1] = all ? drive : gathered(name(t) + "/drive", drive, columns);
  }

  private String gathered(String name, String drive, int[] columns) {
    String indices =
        graph.constant(
            name + "/columns",
            DataType.INT32,
            new long[] {columns.length},
            sink -> {
              for (int column : columns) {
                sink.put((long) column);
              }
            });
    return graph.node("Gather", name, List.of(drive, indices), OnnxGraph.whole("axis", 1));
  }

  private OnnxProduct product(int t) {
    int twin = twin(t, true);
    if (twin < t) {
      return products[twin - 1];
    }
    Tick before = ticks.get(t - 2);
    Tick tick = ticks.get(t - 1);
    return products[t - 1] =
        new OnnxProduct(
            graph,
            name(t) + "/weights",
            tick.gather(),
            before.row(),
            before.size(),
            tick.size(),
            weights);
  }

  /** The first tick at which the same neurons live; of transitions, from the same neurons too. */
  private int twin(int t, boolean transition) {
    for (int u = transition ? 2 : 1; u < t; u++) {
      if (sameNeurons(u, t) && (!transition || sameNeurons(u - 1, t - 1))) {
        return u;
      }
    }
    return t;
  }

  private boolean sameNeurons(int u, int t) {
    return Arrays.equals(ticks.get(u - 1).neuron(), ticks.get(t - 1).neuron());
  }

  /** Hidden neurons come first; where their function is another, the two are done apart. */
  private String activate(Tick tick, String name, String preactivation) {
    int hidden = tick.hidden();
    int outputs = tick.size() - hidden;
    if (outputs == 0 || hidden == 0 || transition.hidden() == transition.output()) {
      Activation f = hidden == 0 ? transition.output() : transition.hidden();
      return activate(f, name, preactivation);
    }
    List<String> parts =
        List.of(
            graph.name(name + "/hidden/preactivation"), graph.name(name + "/output/preactivation"));
    graph.add(
        "",
        "Split",
        parts,
        List.of(preactivation, graph.row(name + "/split", hidden, outputs)),
        OnnxGraph.whole("axis", 1));
    return graph.concat(
        name,
        List.of(
            activate(transition.hidden(), name + "/hidden", parts.get(0)),
            activate(transition.output(), name + "/output", parts.get(1))));
  }

  private String activate(Activation f, String name, String z) {
    return switch (f.name()) {
      case "relu" -> graph.node("Relu", name, List.of(z));
      case "sigmoid" -> graph.node("Sigmoid", name, List.of(z));
      case "tanh" -> graph.node("Tanh", name, List.of(z));
      case "identity" -> z;
      case "leaky_relu" -> leaky(name, z);
      default -> throw new IllegalArgumentException("no node for " + f);
    };
  }

  /** max(z, z / 100): ONNX Runtime has no LeakyRelu of doubles. */
  private String leaky(String name, String z) {
    String leak = graph.row(name + "/leak", graph.type(), -Activation.LEAKY_RELU.value(-1));
    String leaked = graph.node("Mul", name + "/leaked", List.of(z, leak));
    return graph.node("Max", name, List.of(z, leaked));
  }
}
