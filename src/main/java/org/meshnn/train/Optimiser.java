package org.meshnn.train;

import java.io.Serializable;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/** A rule that moves the weights down a gradient. Immutable; {@link #start} gives it a memory. */
public sealed interface Optimiser extends Serializable permits Adam, Sgd {

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
   * {@return plain stochastic gradient descent}
   *
   * @param learningRate positive
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static Sgd sgd(double learningRate) {
    return new Sgd(learningRate, 0);
  }

  /**
   * {@return stochastic gradient descent with momentum}
   *
   * @param learningRate positive
   * @param momentum in [0, 1); 0 for none
   * @throws IllegalArgumentException if one is outside its range
   */
  static Sgd sgd(double learningRate, double momentum) {
    return new Sgd(learningRate, momentum);
  }

  /**
   * Begins an optimisation.
   *
   * @param weights how many there are
   * @return its steps, with a memory of their own
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
    void step(double[] weights, double[] gradient);

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
