package org.meshnn.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;

/**
 * What the neurons of a written class do. Two activations, one of all hidden neurons and one of the
 * outputs, are methods of these names; otherwise each neuron has a number of its activation and a
 * leak. Java 8.
 *
 * @param activations one per neuron of the class
 * @param leak one per neuron of the class
 * @param firstOutput the first output neuron
 */
record JavaSourceNeurons(Activation[] activations, double[] leak, int firstOutput) {

  /**
   * Those of a class's neurons.
   *
   * @throws IllegalArgumentException if one applies an activation that is one's own
   */
  static JavaSourceNeurons of(Transition transition, Roles roles, JavaSourceMesh mesh) {
    Activation[] all = transition.activations(roles);
    double[] leaks = transition.leaks(roles);
    for (int j : mesh.neuron()) {
      if (!all[j].builtIn()) {
        throw new IllegalArgumentException(
            "a Java class is written with built-in activations, those of Activation.all(); this"
                + " mesh applies "
                + all[j]
                + ", one of your own: save it as a model file, model.save(path)");
      }
    }
    return new JavaSourceNeurons(
        Arrays.stream(mesh.neuron()).mapToObj(j -> all[j]).toArray(Activation[]::new),
        Arrays.stream(mesh.neuron()).mapToDouble(j -> leaks[j]).toArray(),
        mesh.firstOutput());
  }

  /** Whether no neuron leaks, and all hidden ones apply the same, and all outputs. */
  private boolean uniform() {
    return Arrays.stream(leak).allMatch(a -> a == 1)
        && IntStream.range(0, activations.length).allMatch(j -> activations[j].equals(common(j)));
  }

  private Activation common(int neuron) {
    return activations[neuron < firstOutput ? firstOutput - 1 : firstOutput];
  }

  /** The fields that they are computed with. */
  String fields() {
    return uniform()
        ? ""
        : "\n  /** The activation of each neuron, as the cases of activated number them. */\n"
            + "  private static final int[] ACTIVATION = activation();\n\n"
            + "  /** The part of each neuron's state that is new at a tick. */\n"
            + "  private static final double[] LEAK = leak();\n";
  }

  /** How the ticks compute a state of its pre-activation z. */
  String state() {
    return uniform()
        ? "neuron < FIRST_OUTPUT ? hidden(z) : output(z)"
        : "leaked(LEAK[neuron], activated(ACTIVATION[neuron], z), state[neuron])";
  }

  /** The methods that this needs. */
  String methods() {
    List<Activation> kinds = kinds();
    String phi = kinds.contains(Activation.GELU) ? JavaSourceCode.NORMAL : "";
    if (uniform()) {
      return JavaSourceCode.activation("hidden", activations[firstOutput - 1])
          + JavaSourceCode.activation("output", activations[firstOutput])
          + phi;
    }
    StringBuilder cases = new StringBuilder();
    StringBuilder methods = new StringBuilder();
    for (int k = 0; k < kinds.size(); k++) {
      String method = "activation" + k;
      String label = k == kinds.size() - 1 ? "default:" : "case " + k + ":";
      cases
          .append("      ")
          .append(label)
          .append("\n        return ")
          .append(method)
          .append("(z);\n");
      methods.append(JavaSourceCode.activation(method, kinds.get(k)));
    }
    int[] numbers = Arrays.stream(activations).mapToInt(kinds::indexOf).toArray();
    return "\n  private static double activated(int activation, double z) {\n"
        + "    switch (activation) {\n"
        + cases
        + "    }\n  }\n"
        + methods
        + phi
        + JavaSourceCode.LEAKED
        + JavaSourceText.array(
            "int[] activation", "integers(" + JavaSourceText.integers(numbers) + ")")
        + JavaSourceText.array("double[] leak", "numbers(" + JavaSourceText.numbers(leak) + ")");
  }

  private List<Activation> kinds() {
    return new ArrayList<>(new LinkedHashSet<>(Arrays.asList(activations)));
  }
}
