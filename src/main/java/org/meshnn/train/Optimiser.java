package org.meshnn.train;

import java.io.Serializable;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * A rule that moves the weights down a gradient. Immutable; {@link #start} gives it a memory. One's
 * own is a function, see {@link #of}.
 */
public sealed interface Optimiser extends Serializable
    permits Adam, AdamW, Sgd, Nesterov, RmsProp, OwnOptimiser {

  /**
   * {@return Adam with beta1 0.9, beta2 0.999 and epsilon 1e-8}
   *
   * @param learningRate positive
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static Adam adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8);
  }

  /**
   * {@return Adam with weights that decay by themselves, beta1 0.9, beta2 0.999 and epsilon 1e-8:
   * see {@link AdamW}}
   *
   * @param learningRate positive
   * @param weightDecay 0 or more, for example 0.01
   * @throws IllegalArgumentException if one is outside its range, or infinite
   */
  static AdamW adamW(double learningRate, double weightDecay) {
    return new AdamW(learningRate, weightDecay, 0.9, 0.999, 1e-8);
  }

  /**
   * {@return RMSprop with decay 0.99, epsilon 1e-8 and no momentum: see {@link RmsProp}}
   *
   * @param learningRate positive
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static RmsProp rmsProp(double learningRate) {
    return new RmsProp(learningRate, 0.99, 0, 1e-8);
  }

  /**
   * {@return plain stochastic gradient descent}
   *
   * @param learningRate positive
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static Sgd sgd(double learningRate) {
    return new Sgd(learningRate, 0);
  }

  /**
   * {@return stochastic gradient descent with momentum; with that of Nesterov: {@code sgd(0.01,
   * 0.9).nesterov()}}
   *
   * @param learningRate positive
   * @param momentum in [0, 1); 0 for none
   * @throws IllegalArgumentException if one is outside its range
   */
  static Sgd sgd(double learningRate, double momentum) {
    return new Sgd(learningRate, momentum);
  }

  /**
   * {@return an optimiser of one's own} What it remembers follows edges that are rewired, and is
   * saved with a training. A file holds no code, but the name: a model predicts without the rule,
   * and asks for it where training goes on. Two of the same name and learning rate count as equal.
   *
   * <pre>{@code
   * Optimiser lion = Optimiser.of("Lion", 1e-3, (w, g, rate, memory) -> {
   *   double[] m = memory.array("m");
   *   for (int i = 0; i < w.length; i++) {
   *     w[i] -= rate * Math.signum(0.9 * m[i] + 0.1 * g[i]);
   *     m[i] = 0.99 * m[i] + 0.01 * g[i];
   *   }
   * });
   * model.resume(table, t -> t.optimiser(lion)); // of a model that was loaded
   * }</pre>
   *
   * @param name as a file and reports have it: 1 to 40 characters of ASCII
   * @param learningRate positive
   * @param rule moves the weights one step
   * @throws IllegalArgumentException if one is null, the name is not such, or the learning rate is
   *     not positive and finite
   */
  static Optimiser of(String name, double learningRate, OptimiserRule rule) {
    return OwnOptimiser.of(name, learningRate, rule);
  }

  /**
   * {@return an optimiser of one's own of which only name and learning rate were kept} It prints as
   * it did and equals it; {@link #start} refuses and asks for the rule.
   *
   * @param name as of {@link #of}
   * @param learningRate positive
   * @throws IllegalArgumentException as {@link #of}
   */
  static Optimiser notKept(String name, double learningRate) {
    return OwnOptimiser.notKept(name, learningRate);
  }

  /** {@return the learning rate, positive; a {@link Schedule} multiplies it} */
  double learningRate();

  /** {@return the name of one's own, of which a file holds no more; empty for those built in} */
  default Optional<String> ownName() {
    return Optional.empty();
  }

  /**
   * Begins an optimisation.
   *
   * @param weights how many there are
   * @return its steps, with a memory of their own
   * @throws IllegalArgumentException if it is one's own, and its rule was not kept
   */
  Steps start(int weights);

  /**
   * Goes on with an optimisation.
   *
   * @param weights how many there are
   * @param memory what its steps remembered; copied
   * @return its further steps: those that it would have taken had it not been stopped
   * @throws IllegalArgumentException if the memory is null, that of another optimiser, or of
   *     another number of weights
   */
  Steps start(int weights, Memory memory);

  /** One optimisation under way. */
  interface Steps {
    /**
     * Moves the weights one step, in place.
     *
     * @param weights one per edge
     * @param gradient one derivative per edge
     */
    default void step(double[] weights, double[] gradient) {
      step(weights, gradient, 1);
    }

    /**
     * Moves the weights one step, in place.
     *
     * @param weights one per edge
     * @param gradient one derivative per edge
     * @param factor what the learning rate is multiplied by at this step, 0 or more
     */
    void step(double[] weights, double[] gradient, double factor);

    /** {@return what the steps remember up to now; its arrays are shared and change with them} */
    Memory memory();
  }

  /**
   * What the steps of an optimisation remember, by name, as in the optimiser's formula.
   *
   * @param numbers single ones
   * @param perWeight arrays of one number per weight
   */
  record Memory(Map<String, Double> numbers, Map<String, double[]> perWeight) {

    /**
     * Sorts by name; copies the maps, and not the arrays.
     *
     * @param numbers single ones
     * @param perWeight arrays of one number per weight
     * @throws IllegalArgumentException if one is null
     */
    public Memory {
      Required.of(numbers, "numbers by name, for example Map.of()");
      Required.of(perWeight, "arrays by name, for example Map.of(\"u\", new double[weights])");
      numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
      perWeight = Collections.unmodifiableMap(new TreeMap<>(perWeight));
    }

    /** Refuses a memory that an optimiser has no use for. */
    static void require(
        Memory memory, Optimiser of, int weights, Set<String> numbers, Set<String> perWeight) {
      Required.of(memory, "what the steps of " + of + " remember");
      if (!memory.numbers.keySet().equals(numbers)
          || !memory.perWeight.keySet().equals(perWeight)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected the memory of %s, %s; got %s, that of another optimiser; go on with the"
                    + " one it is of, or begin without a memory",
                of,
                listed(numbers, perWeight),
                listed(memory.numbers.keySet(), memory.perWeight.keySet())));
      }
      requireLengths(memory, weights);
    }

    /** Refuses a memory of another number of weights. */
    static void requireLengths(Memory memory, int weights) {
      memory.perWeight.forEach((name, array) -> requireLength(name, array, weights));
    }

    double number(String name) {
      return Objects.requireNonNull(numbers.get(name), name);
    }

    double[] copyOf(String name) {
      return Objects.requireNonNull(perWeight.get(name), name).clone();
    }

    private static String listed(Set<String> numbers, Set<String> perWeight) {
      return "numbers ["
          + Listing.of(new TreeSet<>(numbers))
          + "] and arrays ["
          + Listing.of(new TreeSet<>(perWeight))
          + "]";
    }

    private static void requireLength(String name, double[] array, int weights) {
      if (array.length != weights) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected a memory of %,d weights, got %s of %,d; it is that of another mesh",
                weights,
                Listing.quoted(name),
                array.length));
      }
    }
  }
}
