package org.meshnn.graph;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * A selection of neurons that are not clamped. Which they are is known once a mesh has its roles:
 * {@link #in}. Equal are those made in the same way. Nobody else extends this class.
 */
public abstract sealed class Neurons implements Serializable {
  private static final String LISTED = "numbers of neurons, for example Neurons.of(5, 6)";

  private Neurons() {}

  /** {@return every neuron that is not clamped: hidden and outputs} */
  public static Neurons all() {
    return OfRole.ALL;
  }

  /** {@return the hidden neurons} */
  public static Neurons hidden() {
    return OfRole.HIDDEN;
  }

  /**
   * {@return a random share of the hidden neurons: their number times the share, rounded; each such
   * choice is as likely}
   *
   * @param share in (0, 1]
   * @param seed the same seed chooses the same neurons
   * @throws IllegalArgumentException if the share is not in (0, 1]
   */
  public static Neurons hidden(double share, long seed) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1]; got " + share);
    }
    return share == 1 ? OfRole.HIDDEN : new Share(share, seed);
  }

  /** {@return the output neurons} */
  public static Neurons outputs() {
    return OfRole.OUTPUTS;
  }

  /**
   * {@return single neurons}
   *
   * @param neurons their numbers, at least one, in any order; twice is once
   * @throws IllegalArgumentException if there is none, or one is negative
   */
  public static Neurons of(int... neurons) {
    Required.of(neurons, LISTED);
    int[] distinct = IntStream.of(neurons).sorted().distinct().toArray();
    if (distinct.length == 0 || distinct[0] < 0) {
      throw new IllegalArgumentException(
          "expected " + LISTED + ", none below 0; got " + Arrays.toString(distinct));
    }
    String name = distinct.length == 1 ? "neuron " : "neurons ";
    return new Runs(
        name + Listing.of(IntStream.of(distinct).boxed().toList()),
        IntStream.range(0, distinct.length)
            .filter(i -> i == 0 || distinct[i] - 1 != distinct[i - 1])
            .map(i -> distinct[i])
            .toArray(),
        IntStream.range(0, distinct.length)
            .filter(i -> i == distinct.length - 1 || distinct[i] + 1 != distinct[i + 1])
            .map(i -> distinct[i])
            .toArray());
  }

  /**
   * {@return a range of neurons; both ends belong to it}
   *
   * @param first from 0
   * @param last at least {@code first}
   * @throws IllegalArgumentException if the first is below 0 or above the last
   */
  public static Neurons range(int first, int last) {
    if (first < 0 || first > last) {
      throw new IllegalArgumentException(
          "expected a first neuron from 0 to the last; got " + first + " to " + last);
    }
    return new Runs("neurons " + first + " to " + last, new int[] {first}, new int[] {last});
  }

  /**
   * {@return runs of neighbouring neurons under a name: what was made in another way, by number}
   *
   * @param name what {@link #toString} says
   * @param first of each run the first neuron, from 0, after the last of the run before
   * @param last of each run the last neuron, at least the first
   * @throws IllegalArgumentException if there are not as many first as last ones, or they do not
   *     ascend
   */
  public static Neurons of(String name, int[] first, int[] last) {
    if (first.length != last.length) {
      throw new IllegalArgumentException(
          "a run has a first neuron and a last; got " + first.length + " and " + last.length);
    }
    for (int run = 0; run < first.length; run++) {
      int least = run == 0 ? 0 : last[run - 1] + 1;
      if (least < 0 || first[run] < least || last[run] < first[run]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected runs of neurons in ascending order; got %d to %d where %d is the least",
                first[run],
                last[run],
                least));
      }
    }
    return new Runs(name, first.clone(), last.clone());
  }

  /**
   * {@return which neurons of a mesh these are, in increasing order}
   *
   * @param roles those of the mesh's neurons
   * @throws IllegalArgumentException if one is clamped, or the mesh does not have it
   */
  public abstract int[] in(Roles roles);

  /** By role. */
  private static final class OfRole extends Neurons {
    static final OfRole HIDDEN = new OfRole("hidden neurons");
    static final OfRole OUTPUTS = new OfRole("output neurons");
    static final OfRole ALL = new OfRole("all neurons");

    private final String name;

    private OfRole(String name) {
      this.name = name;
    }

    /** One object of each, which the comparisons below are of. */
    Object readResolve() {
      return Stream.of(HIDDEN, OUTPUTS, ALL)
          .filter(one -> one.name.equals(name))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public int[] in(Roles roles) {
      int first = this == OUTPUTS ? roles.firstOutput() : roles.clamped();
      int end = this == HIDDEN ? roles.firstOutput() : roles.neurons();
      return IntStream.range(first, end).toArray();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A share of the hidden ones. */
  private static final class Share extends Neurons {
    private final double share;
    private final long seed;

    Share(double share, long seed) {
      this.share = share;
      this.seed = seed;
    }

    /** One after the other with the probability of what is missing over what is left. */
    @Override
    public int[] in(Roles roles) {
      int missing = (int) Math.round(share * roles.hidden());
      int[] chosen = new int[missing];
      RandomGenerator random = Draw.of(seed);
      for (int j = roles.clamped(); missing > 0; j++) {
        if (random.nextInt(roles.firstOutput() - j) < missing) {
          chosen[chosen.length - missing] = j;
          missing--;
        }
      }
      return chosen;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Share some && some.share == share && some.seed == seed;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(share) ^ Long.hashCode(seed);
    }

    @Override
    public String toString() {
      return share + " of the hidden neurons, seed " + seed;
    }
  }

  /** Runs of neighbours, by number. */
  private static final class Runs extends Neurons {
    private final String name;
    private final int[] first;
    private final int[] last;

    Runs(String name, int[] first, int[] last) {
      this.name = name;
      this.first = first;
      this.last = last;
    }

    @Override
    public int[] in(Roles roles) {
      if (first.length > 0) {
        requireComputed(roles, first[0]);
        requireComputed(roles, last[last.length - 1]);
      }
      return IntStream.range(0, first.length)
          .flatMap(run -> IntStream.rangeClosed(first[run], last[run]))
          .toArray();
    }

    private void requireComputed(Roles roles, int neuron) {
      if (neuron < roles.clamped() || neuron >= roles.neurons()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected hidden or output neurons, %d to %d of a mesh of %s; %s has %d%s",
                roles.clamped(),
                roles.neurons() - 1,
                roles,
                this,
                neuron,
                neuron < roles.clamped() ? ", whose state is overwritten before every tick" : ""));
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Runs runs
          && runs.name.equals(name)
          && Arrays.equals(runs.first, first)
          && Arrays.equals(runs.last, last);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * name.hashCode() + Arrays.hashCode(first)) + Arrays.hashCode(last);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
