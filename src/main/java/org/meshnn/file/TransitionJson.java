package org.meshnn.file;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * What the neurons do at a tick, by names and numbers.
 *
 * @param hidden the usual activation of hidden neurons
 * @param output the usual activation of outputs
 * @param activations the others that neurons were given, later ones count; null where none was
 * @param leaks the leaks that neurons were given, later ones count; null where none was
 */
record TransitionJson(
    @Nullable String hidden,
    @Nullable String output,
    @Nullable List<NeuronsJson> activations,
    @Nullable List<NeuronsJson> leaks) {
  private static final Set<Activation> OF_FORMAT_1 =
      Set.of(
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.SIGMOID,
          Activation.TANH,
          Activation.IDENTITY);

  static TransitionJson of(Transition transition, Roles roles) {
    return new TransitionJson(
        transition.hidden().name(),
        transition.output().name(),
        nullIfEmpty(
            transition.assignedActivations().stream()
                .map(f -> NeuronsJson.of(f.neurons(), roles, f.value().name(), null))
                .toList()),
        nullIfEmpty(
            transition.assignedLeaks().stream()
                .map(leak -> NeuronsJson.of(leak.neurons(), roles, null, leak.value()))
                .toList()));
  }

  private static @Nullable List<NeuronsJson> nullIfEmpty(List<NeuronsJson> list) {
    return list.isEmpty() ? null : list;
  }

  /** The first format that can say this: an earlier reader would compute something else. */
  int format() {
    boolean known =
        OF_FORMAT_1.stream().anyMatch(f -> f.name().equals(hidden))
            && OF_FORMAT_1.stream().anyMatch(f -> f.name().equals(output));
    return known && activations == null && leaks == null ? 1 : 2;
  }

  /**
   * The transition.
   *
   * @param own activations that are not built in
   * @throws IllegalArgumentException if an activation is not known, or neurons are not of the roles
   */
  Transition transition(Roles roles, List<Activation> own) {
    Transition transition = new Transition(named(hidden, own), named(output, own));
    for (NeuronsJson given : activations == null ? List.<NeuronsJson>of() : activations) {
      transition = transition.with(given.selection(), named(given.activation(), own));
    }
    for (NeuronsJson given : leaks == null ? List.<NeuronsJson>of() : leaks) {
      transition = transition.with(given.selection(), Required.of(given.leak(), "a leak"));
    }
    transition.rest(roles); // refuses neurons that there are not
    return transition;
  }

  private static Activation named(@Nullable String name, List<Activation> own) {
    for (Activation builtIn : Activation.all()) {
      if (builtIn.name().equals(name)) {
        return builtIn;
      }
    }
    for (Activation f : own) {
      if (f.name().equals(name)) {
        return f;
      }
    }
    throw new IllegalArgumentException(
        name == null
            ? "it names no activation"
            : "its activation "
                + Listing.quoted(name)
                + " is not built in, and a file holds no code; hand it in:"
                + " TrainedMesh.load(path, Activation.of("
                + Listing.quoted(name).replace('\'', '"')
                + ", f, slope))");
  }
}
