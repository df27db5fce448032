package org.meshnn.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Assignment;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.text.Listing;

/** Neurons one by one from a mesh's transition, and back. */
final class Transitions {
  private Transitions() {}

  /** The activation most have by role, and of the others each its own. */
  static Transition of(List<MeshGraph.Neuron> neurons, Roles roles) {
    Activation hidden = most(neurons, Role.HIDDEN, Activation.RELU);
    Activation output = most(neurons, Role.OUTPUT, Activation.IDENTITY);
    Map<Activation, List<Integer>> others = new LinkedHashMap<>();
    Map<Double, List<Integer>> leaks = new LinkedHashMap<>();
    for (int j = roles.clamped(); j < neurons.size(); j++) {
      MeshGraph.Neuron neuron = neurons.get(j);
      if (!neuron.activation().equals(roles.isOutput(j) ? output : hidden)) {
        others.computeIfAbsent(neuron.activation(), f -> new ArrayList<>()).add(j);
      }
      if (neuron.leak() < 1) {
        leaks.computeIfAbsent(neuron.leak(), a -> new ArrayList<>()).add(j);
      }
    }
    return new Transition(hidden, output, assignments(others), assignments(leaks));
  }

  private static Activation most(List<MeshGraph.Neuron> neurons, Role role, Activation otherwise) {
    Map<Activation, Integer> counts = new LinkedHashMap<>();
    for (MeshGraph.Neuron neuron : neurons) {
      if (neuron.role() == role) {
        counts.merge(neuron.activation(), 1, Integer::sum);
      }
    }
    Activation most = otherwise;
    int largest = 0;
    for (Map.Entry<Activation, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > largest) {
        most = entry.getKey();
        largest = entry.getValue();
      }
    }
    return most;
  }

  private static <T> List<Assignment<T>> assignments(Map<T, List<Integer>> groups) {
    List<Assignment<T>> assignments = new ArrayList<>();
    groups.forEach(
        (value, numbers) ->
            assignments.add(
                new Assignment<>(Neurons.of(numbers.stream().mapToInt(j -> j).toArray()), value)));
    return assignments;
  }

  /** The graph of a matrix: neurons by number, usual activations. */
  static MeshGraph ofMatrix(Topology topology, double[] weights) {
    Transition usual = new Transition(Activation.RELU, Activation.IDENTITY);
    List<String> remarks =
        List.of("activations are not said: relu on hidden, identity on output neurons");
    MeshGraph graph = graph(topology, usual, 0, List.of(), List.of(), weights, List.of());
    BitSet assumed = new BitSet();
    assumed.set(topology.roles().clamped(), topology.neurons());
    return new MeshGraph(
        graph.neurons(), topology.columnStarts(), topology.sources(), weights, 0, assumed, remarks);
  }

  static MeshGraph graph(
      Topology topology,
      Transition transition,
      int ticks,
      List<String> inputs,
      List<String> outputs,
      double @Nullable [] weights,
      List<String> remarks) {
    Roles roles = topology.roles();
    if (weights != null && weights.length != topology.edges()) {
      throw new IllegalArgumentException(
          "one weight per edge: expected " + topology.edges() + ", got " + weights.length);
    }
    String[] names = names(roles, inputs, outputs);
    Activation[] activations = transition.activations(roles);
    double[] leaks = transition.leaks(roles);
    List<MeshGraph.Neuron> neurons = new ArrayList<>(names.length);
    for (int j = 0; j < names.length; j++) {
      boolean clamped = roles.isClamped(j);
      neurons.add(
          new MeshGraph.Neuron(
              names[j],
              roles.of(j),
              clamped ? Activation.IDENTITY : activations[j],
              clamped ? 1 : leaks[j]));
    }
    return new MeshGraph(
        neurons, topology.columnStarts(), topology.sources(), weights, ticks, remarks);
  }

  /** Each another: of two that are the same, the later one is numbered. */
  private static String[] names(Roles roles, List<String> inputs, List<String> outputs) {
    requireNames("input", inputs, roles.inputs());
    requireNames("output", outputs, roles.outputs());
    String[] names = new String[roles.neurons()];
    Arrays.setAll(names, Integer::toString);
    IntStream.range(0, inputs.size()).forEach(i -> names[i] = inputs.get(i));
    IntStream.range(0, outputs.size())
        .forEach(i -> names[roles.firstOutput() + i] = outputs.get(i));
    if (roles.bias()) {
      names[roles.inputs()] = "bias";
    }
    Set<String> seen = new HashSet<>();
    for (int j = 0; j < names.length; j++) {
      String name = names[j];
      for (int again = 2; !seen.add(names[j]); again++) {
        names[j] = name + " (" + again + ")";
      }
    }
    return names;
  }

  private static void requireNames(String role, List<String> names, int count) {
    if (!names.isEmpty() && names.size() != count) {
      throw new IllegalArgumentException(
          "expected one name per "
              + role
              + " ("
              + count
              + ") or none, got "
              + names.size()
              + ": "
              + Listing.of(names));
    }
  }
}
