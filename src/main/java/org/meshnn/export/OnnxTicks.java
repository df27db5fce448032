package org.meshnn.export;

import java.util.Arrays;
import java.util.List;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Leaks;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Tick;

/**
 * The ticks of a mesh, unrolled: {@code Z(t) = D + S(t-1) A} and {@code S(t) = a f(Z(t)) + (1 - a)
 * S(t-1)}, of the neurons that live at tick t and the edges from those that live at t - 1. The
 * drive D is what clamped neurons send, computed once. Ticks between the same neurons share their
 * weights.
 */
final class OnnxTicks {
  private final OnnxGraph graph;
  private final Plan plan;
  private final List<Tick> ticks;
  private final OnnxActivations nodes;
  private final Activation[] activations; // of each neuron
  private final double[] leak; // of each neuron
  private final double[] weights;
  private final OnnxProduct[] products; // [t - 1]: from tick t-1 to tick t, shared by equal ticks
  private final String[] driveShares; // [t - 1]: the drive of the neurons that live at tick t
  private final boolean someUndriven;

  OnnxTicks(OnnxGraph graph, Plan plan, Transition transition, double[] weights) {
    this.graph = graph;
    this.plan = plan;
    this.ticks = plan.ticks();
    nodes = new OnnxActivations(graph);
    activations = transition.activations(plan.topology().roles());
    leak = transition.leaks(plan.topology().roles());
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
      states = states(t, preactivation, states);
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
    return driveShares[t - 1] = all ? drive : nodes.columns(name(t) + "/drive", drive, columns);
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

  /** S(t) = a f(Z(t)) + (1 - a) S(t-1), where no neuron leaks f(Z(t)). */
  private String states(int t, String preactivation, String statesBefore) {
    Tick tick = ticks.get(t - 1);
    Activation[] own =
        Arrays.stream(tick.neuron()).mapToObj(j -> activations[j]).toArray(Activation[]::new);
    Leaks leaks = tick.leaks();
    if (leaks.size() == 0) {
      return nodes.apply(name(t), preactivation, own);
    }
    String value = nodes.apply(name(t) + "/value", preactivation, own);
    double[] share = Arrays.stream(tick.neuron()).mapToDouble(j -> leak[j]).toArray();
    boolean kept = Arrays.stream(leaks.before()).anyMatch(row -> row >= 0);
    String part =
        graph.node(
            "Mul",
            kept ? name(t) + "/part" : name(t),
            List.of(value, graph.row(name(t) + "/leak", graph.type(), share)));
    return kept ? graph.node("Add", name(t), List.of(part, kept(t, statesBefore))) : part;
  }

  /** (1 - a) S(t-1) of the neurons of tick t, 0 of those that do not leak or did not live. */
  private String kept(int t, String statesBefore) {
    Tick tick = ticks.get(t - 1);
    Leaks leaks = tick.leaks();
    int[] column = new int[tick.size()];
    double[] keep = new double[tick.size()];
    for (int q = 0; q < leaks.size(); q++) {
      if (leaks.before()[q] >= 0) {
        int place = leaks.place()[q];
        column[place] = leaks.before()[q] - ticks.get(t - 2).row();
        keep[place] = 1 - leak[tick.neuron()[place]];
      }
    }
    String before = nodes.columns(name(t) + "/before", statesBefore, column);
    String factor = graph.row(name(t) + "/keep", graph.type(), keep);
    return graph.node("Mul", name(t) + "/kept", List.of(before, factor));
  }
}
