package org.meshnn.train;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.meshnn.text.Listing;

/**
 * What an {@link OptimiserRule} remembers from step to step, by names of its choice. All of it is
 * saved with a training, and what there is for each weight follows edges that are rewired.
 */
public final class RuleMemory {
  private static final Pattern NAME = Pattern.compile("[!-~]([ -~]{0,38}[!-~])?");

  private final int weights;
  private final Map<String, double[]> arrays = new TreeMap<>();
  private final Map<String, Double> numbers = new TreeMap<>();

  /** Copies what was remembered. */
  RuleMemory(int weights, Optimiser.Memory memory) {
    this.weights = weights;
    memory.perWeight().forEach((name, array) -> arrays.put(name, array.clone()));
    numbers.putAll(memory.numbers());
  }

  /**
   * {@return one number for each weight, to be read and written; zeros when it is first asked for,
   * and for edges that have grown}
   *
   * @param name 1 to 40 characters of ASCII, for example {@code "m"}
   * @throws IllegalArgumentException if it is another one
   */
  public double[] array(String name) {
    double[] known = arrays.get(name);
    if (known == null) {
      known = new double[weights];
      arrays.put(requireName("an array that is remembered", name), known);
    }
    return known;
  }

  /**
   * {@return a single number, 0 until it is {@linkplain #put put}}
   *
   * @param name for example {@code "t"}
   */
  public double number(String name) {
    return numbers.getOrDefault(name, 0.0);
  }

  /**
   * Remembers a single number.
   *
   * @param name 1 to 40 characters of ASCII, for example {@code "t"}
   * @param value any
   * @throws IllegalArgumentException if it is another name
   */
  public void put(String name, double value) {
    if (!numbers.containsKey(name)) {
      requireName("a number that is remembered", name);
    }
    numbers.put(name, value);
  }

  /** What it holds now; its arrays are shared. */
  Optimiser.Memory memory() {
    return new Optimiser.Memory(numbers, arrays);
  }

  /** Refuses what a file could not hold as a name. */
  static String requireName(String of, String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of "
              + of
              + " has 1 to 40 characters of ASCII and no space at its ends; got "
              + (name == null ? "null" : Listing.quoted(name)));
    }
    return name;
  }

  @Override
  public String toString() {
    return "arrays [" + Listing.of(arrays.keySet()) + "], numbers " + numbers;
  }
}
