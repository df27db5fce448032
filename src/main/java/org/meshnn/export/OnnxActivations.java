package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.meshnn.engine.Activation;

/**
 * Activations as nodes of a graph. ONNX Runtime has some operators for floats alone (Elu,
 * LeakyRelu, Softplus): these are put together from others, which it has for doubles too.
 */
final class OnnxActivations {
  private final OnnxGraph graph;

  OnnxActivations(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * Applies to each column its activation.
   *
   * @param output name of the result
   * @param z shape (batch, columns)
   * @param activations one per column, at least one
   */
  String apply(String output, String z, Activation[] activations) {
    Map<Activation, List<Integer>> columns = new LinkedHashMap<>();
    for (int i = 0; i < activations.length; i++) {
      columns.computeIfAbsent(activations[i], f -> new ArrayList<>()).add(i);
    }
    if (columns.size() == 1) {
      return apply(output, z, activations[0]);
    }
    int[] grouped = columns.values().stream().flatMap(List::stream).mapToInt(i -> i).toArray();
    boolean inOrder = Arrays.equals(grouped, IntStream.range(0, grouped.length).toArray());
    String sorted = inOrder ? z : columns(output + "/sorted", z, grouped);
    String results = applyInParts(inOrder ? output : output + "/parts", sorted, columns);
    return inOrder ? results : columns(output, results, inverse(grouped));
  }

  private String applyInParts(String output, String z, Map<Activation, List<Integer>> columns) {
    List<String> parts = new ArrayList<>();
    for (Activation f : columns.keySet()) {
      parts.add(graph.name(output + "/" + f.name() + "/preactivation"));
    }
    long[] sizes = columns.values().stream().mapToLong(List::size).toArray();
    graph.add(
        "",
        "Split",
        parts,
        List.of(z, graph.row(output + "/split", sizes)),
        OnnxGraph.whole("axis", 1));
    List<String> results = new ArrayList<>();
    for (Activation f : columns.keySet()) {
      results.add(apply(output + "/" + f.name(), parts.get(results.size()), f));
    }
    return graph.concat(output, results);
  }

  private static int[] inverse(int[] permutation) {
    int[] inverse = new int[permutation.length];
    for (int i = 0; i < permutation.length; i++) {
      inverse[permutation[i]] = i;
    }
    return inverse;
  }

  /** Some columns of a value, shape (batch, columns). */
  String columns(String output, String value, int[] columns) {
    String indices =
        graph.constant(
            output + "/columns",
            DataType.INT32,
            new long[] {columns.length},
            sink -> {
              for (int column : columns) {
                sink.put((long) column);
              }
            });
    return graph.node("Gather", output, List.of(value, indices), OnnxGraph.whole("axis", 1));
  }

  private String apply(String name, String z, Activation f) {
    return switch (f.name()) {
      case "relu" -> graph.node("Relu", name, List.of(z));
      case "leaky_relu" -> graph.node("Max", name, List.of(z, leaked(name, z)));
      case "sigmoid" -> graph.node("Sigmoid", name, List.of(z));
      case "tanh" -> graph.node("Tanh", name, List.of(z));
      case "identity" -> z;
      case "elu" -> elu(name, z);
      case "gelu" -> gelu(name, z);
      case "softplus" -> softplus(name, z);
      case "sine" -> graph.node("Sin", name, List.of(z));
      case "absolute" -> graph.node("Abs", name, List.of(z));
      case "gauss" -> gauss(name, z);
      default -> throw new IllegalArgumentException("ONNX has no node for the activation " + f);
    };
  }

  private String number(String name, double value) {
    return graph.row(name, graph.type(), value);
  }

  private String leaked(String name, String z) {
    String leak = number(name + "/leak", -Activation.LEAKY_RELU.value(-1));
    return graph.node("Mul", name + "/leaked", List.of(z, leak));
  }

  /** max(z, 0) + (e^min(z, 0) - 1). */
  private String elu(String name, String z) {
    String above = graph.node("Relu", name + "/above", List.of(z));
    String below = graph.node("Min", name + "/below", List.of(z, number(name + "/zero", 0)));
    String power = graph.node("Exp", name + "/power", List.of(below));
    String one = number(name + "/one", 1);
    String less = graph.node("Sub", name + "/less", List.of(power, one));
    return graph.node("Add", name, List.of(above, less));
  }

  /** z (1 + erf(z / sqrt 2)) / 2. */
  private String gelu(String name, String z) {
    String scaled =
        graph.node("Mul", name + "/scaled", List.of(z, number(name + "/scale", Math.sqrt(0.5))));
    String erf = graph.node("Erf", name + "/erf", List.of(scaled));
    String more = graph.node("Add", name + "/more", List.of(erf, number(name + "/one", 1)));
    String half = graph.node("Mul", name + "/half", List.of(z, number(name + "/share", 0.5)));
    return graph.node("Mul", name, List.of(half, more));
  }

  /** max(z, 0) + log(1 + e^-|z|). */
  private String softplus(String name, String z) {
    String above = graph.node("Relu", name + "/above", List.of(z));
    String size = graph.node("Abs", name + "/size", List.of(z));
    String negative = graph.node("Neg", name + "/negative", List.of(size));
    String power = graph.node("Exp", name + "/power", List.of(negative));
    String more = graph.node("Add", name + "/more", List.of(power, number(name + "/one", 1)));
    String log = graph.node("Log", name + "/log", List.of(more));
    return graph.node("Add", name, List.of(above, log));
  }

  /** e^-z². */
  private String gauss(String name, String z) {
    String square = graph.node("Mul", name + "/square", List.of(z, z));
    String negative = graph.node("Neg", name + "/negative", List.of(square));
    return graph.node("Exp", name, List.of(negative));
  }
}
