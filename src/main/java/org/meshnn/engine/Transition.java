package org.meshnn.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.plan.Rest;
import org.meshnn.text.Required;

/**
 * The transition function of a mesh: what each neuron that is not clamped does at every tick,
 *
 * <pre>
 *   S_j(t) = (1 - a_j) S_j(t-1) + a_j f_j(Z_j(t)),   S_j(0) = 0
 * </pre>
 *
 * with an activation f_j and a leak a_j in (0, 1] of its own; a neuron of leak 1 does not leak.
 *
 * @param hidden the activation of every neuron that is not an output
 * @param output the activation of the output neurons
 * @param assignedActivations the activations of neurons that have another one; of those that name
 *     the same neuron, the last counts
 * @param assignedLeaks the leaks of neurons that leak; of those that name the same neuron, the last
 *     counts
 */
public record Transition(
    Activation hidden,
    Activation output,
    List<Assignment<Activation>> assignedActivations,
    List<Assignment<Double>> assignedLeaks)
    implements Serializable {

  /**
   * Copies the lists.
   *
   * @param hidden of every neuron that is not an output
   * @param output of the output neurons
   * @param assignedActivations of neurons that have another activation
   * @param assignedLeaks each in (0, 1]
   * @throws IllegalArgumentException if a leak is not in (0, 1], or two activations have one name
   */
  public Transition {
    assignedActivations = List.copyOf(assignedActivations);
    assignedLeaks = List.copyOf(assignedLeaks);
    for (Assignment<Double> leak : assignedLeaks) {
      if (!(leak.value() > 0 && leak.value() <= 1)) {
        throw new IllegalArgumentException(
            "a leak must be in (0, 1], where 1 is none; got " + leak.value());
      }
    }
    requireOneOfEachName(
        Stream.concat(
                Stream.of(hidden, output), assignedActivations.stream().map(Assignment::value))
            .toList());
  }

  /** Activations are told by their names, here and in files. */
  private static void requireOneOfEachName(List<Activation> activations) {
    for (Activation f : activations) {
      if (activations.stream().anyMatch(g -> g != f && g.equals(f))) {
        throw new IllegalArgumentException(
            "expected one activation of the name "
                + f.name()
                + ", got two; make it once, or give them different names");
      }
    }
  }

  /**
   * Two activations and no leak.
   *
   * @param hidden of every neuron that is not an output
   * @param output of the output neurons
   */
  public Transition(Activation hidden, Activation output) {
    this(hidden, output, List.of(), List.of());
  }

  /**
   * {@return a copy with another activation of the neurons that {@link #with} gives none}
   *
   * @param value of every neuron that is not an output
   */
  public Transition withHidden(Activation value) {
    return new Transition(value, output, assignedActivations, assignedLeaks);
  }

  /**
   * {@return a copy with another activation of the outputs that {@link #with} gives none}
   *
   * @param value of the output neurons
   */
  public Transition withOutput(Activation value) {
    return new Transition(hidden, value, assignedActivations, assignedLeaks);
  }

  /**
   * {@return a copy with another activation of some neurons}
   *
   * @param neurons which
   * @param value what they apply
   */
  public Transition with(Neurons neurons, Activation value) {
    return new Transition(
        hidden, output, added(assignedActivations, neurons, value), assignedLeaks);
  }

  /**
   * {@return a copy with another leak of some neurons}
   *
   * @param neurons which
   * @param leak a in (0, 1]; 1 for none
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public Transition with(Neurons neurons, double leak) {
    return new Transition(hidden, output, assignedActivations, added(assignedLeaks, neurons, leak));
  }

  /**
   * {@return a copy in which every neuron that is not clamped has this leak}
   *
   * @param leak a in (0, 1]; 1 for none
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public Transition withLeak(double leak) {
    List<Assignment<Double>> all =
        leak == 1 ? List.of() : List.of(new Assignment<>(Neurons.all(), leak));
    return new Transition(hidden, output, assignedActivations, all);
  }

  /** One more; one for the same neurons is replaced. */
  private static <T> List<Assignment<T>> added(
      List<Assignment<T>> before, Neurons neurons, T value) {
    Required.of(neurons, "neurons, for example Neurons.hidden()");
    List<Assignment<T>> all = new ArrayList<>(before);
    all.removeIf(assigned -> assigned.neurons().equals(neurons));
    all.add(new Assignment<>(neurons, value));
    return all;
  }

  /**
   * {@return the activation of one neuron} For those of all, {@link #activations(Roles)}.
   *
   * @param roles those of the mesh's neurons
   * @param neuron from 0 to one below the number of neurons
   * @throws IllegalArgumentException if an assignment does not fit the roles
   */
  public Activation of(Roles roles, int neuron) {
    if (assignedActivations.isEmpty()) {
      return roles.isOutput(neuron) ? output : hidden;
    }
    return activations(roles)[neuron];
  }

  /**
   * {@return the leak of one neuron, 1 where it does not leak} For those of all, {@link
   * #leaks(Roles)}.
   *
   * @param roles those of the mesh's neurons
   * @param neuron from 0 to one below the number of neurons
   * @throws IllegalArgumentException if an assignment does not fit the roles
   */
  public double leak(Roles roles, int neuron) {
    return assignedLeaks.isEmpty() ? 1 : leaks(roles)[neuron];
  }

  /**
   * {@return the activation of each neuron}
   *
   * @param roles those of the mesh's neurons
   * @throws IllegalArgumentException if an assignment does not fit the roles
   */
  public Activation[] activations(Roles roles) {
    Activation[] all = new Activation[roles.neurons()];
    Arrays.fill(all, 0, roles.firstOutput(), hidden);
    Arrays.fill(all, roles.firstOutput(), all.length, output);
    for (Assignment<Activation> assigned : assignedActivations) {
      for (int j : assigned.neurons().in(roles)) {
        all[j] = assigned.value();
      }
    }
    return all;
  }

  /**
   * {@return the leak of each neuron, 1 where it does not leak}
   *
   * @param roles those of the mesh's neurons
   * @throws IllegalArgumentException if an assignment does not fit the roles
   */
  public double[] leaks(Roles roles) {
    double[] all = new double[roles.neurons()];
    Arrays.fill(all, 1);
    for (Assignment<Double> assigned : assignedLeaks) {
      for (int j : assigned.neurons().in(roles)) {
        all[j] = assigned.value();
      }
    }
    return all;
  }

  /** {@return whether a neuron may leak: whether a leak below 1 was assigned} */
  public boolean leaks() {
    return assignedLeaks.stream().anyMatch(assigned -> assigned.value() < 1);
  }

  /**
   * {@return which neurons stay at 0 until something reaches them, and which keep a part of their
   * state}
   *
   * @param roles those of the mesh's neurons
   * @throws IllegalArgumentException if an assignment does not fit the roles
   */
  public Rest rest(Roles roles) {
    Activation[] f = activations(roles);
    double[] leak = leaks(roles);
    BitSet restless = new BitSet();
    BitSet leaking = new BitSet();
    for (int j = roles.clamped(); j < f.length; j++) {
      restless.set(j, !f[j].restsAtZero());
      leaking.set(j, leak[j] < 1);
    }
    return new Rest(restless, leaking);
  }

  /** {@return in words: "relu on hidden and identity on output neurons, ..."} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(hidden).append(" on hidden and ").append(output).append(" on output neurons");
    assignedActivations.forEach(assigned -> text.append(", ").append(assigned));
    for (Assignment<Double> leak : assignedLeaks) {
      text.append(String.format(Locale.ROOT, ", leak %s of %s", leak.value(), leak.neurons()));
    }
    return text.toString();
  }
}
