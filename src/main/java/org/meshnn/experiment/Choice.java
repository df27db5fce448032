package org.meshnn.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/** What a setting of a {@link Search} is chosen from: values one by one, or a range. Immutable. */
public final class Choice {
  /** How values lie. */
  enum Scale {
    LISTED,
    LINEAR,
    WHOLE,
    LOGARITHMIC
  }

  private final Scale scale;
  private final List<Object> values; // empty of a range
  private final double low;
  private final double high;

  private Choice(Scale scale, List<Object> values, double low, double high) {
    this.scale = scale;
    this.values = values;
    this.low = low;
    this.high = high;
  }

  /**
   * {@return a choice among values: numbers, words, or anything whose {@code toString} tells it
   * from the others}
   *
   * @param values at least one, all different
   * @throws IllegalArgumentException if there is none, or one is null or comes twice
   */
  public static Choice among(List<?> values) {
    Required.of(values, "values to choose from, for example List.of(10, 20, 40)");
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "expected at least one value to choose from, got none; for example List.of(10, 20, 40)");
    }
    Set<String> different = new HashSet<>();
    for (Object value : values) {
      Required.of(value, "a value to choose");
      if (!different.add(value.toString())) {
        throw new IllegalArgumentException(
            "expected different values, got " + Listing.quoted(value) + " twice; drop one");
      }
    }
    return new Choice(Scale.LISTED, List.copyOf(values), 0, 0);
  }

  /**
   * {@return a number drawn evenly from low to high}
   *
   * @param low finite
   * @param high finite, above {@code low}
   * @throws IllegalArgumentException if they are not
   */
  public static Choice between(double low, double high) {
    return range(Scale.LINEAR, low, high, low < high, "a low end below the high end");
  }

  /**
   * {@return a whole number, each from low to high as likely as another}
   *
   * @param low the least
   * @param high the greatest, above {@code low}
   * @throws IllegalArgumentException if it is not
   */
  public static Choice whole(int low, int high) {
    return range(Scale.WHOLE, low, high, low < high, "a low end below the high end");
  }

  /**
   * {@return a number whose logarithm is drawn evenly: each decade as likely as another}
   *
   * @param low positive
   * @param high finite, above {@code low}
   * @throws IllegalArgumentException if they are not
   */
  public static Choice logarithmic(double low, double high) {
    return range(
        Scale.LOGARITHMIC,
        low,
        high,
        0 < low && low < high,
        "0 < low end < high end, as 1e-4, 0.1");
  }

  private static Choice range(Scale scale, double low, double high, boolean right, String what) {
    if (!right || !Double.isFinite(low) || !Double.isFinite(high)) {
      throw new IllegalArgumentException("expected " + what + ", got " + low + " and " + high);
    }
    return new Choice(scale, List.of(), low, high);
  }

  Scale scale() {
    return scale;
  }

  boolean listed() {
    return scale == Scale.LISTED;
  }

  /** Those listed, in their order; empty of a range. */
  List<Object> values() {
    return values;
  }

  /** Any of the values, by one number of the generator. */
  Object draw(RandomGenerator random) {
    double share = random.nextDouble(); // in [0, 1)
    return switch (scale) {
      case LISTED -> values.get((int) (share * values.size()));
      case LINEAR -> low + share * (high - low);
      case WHOLE -> Math.floor(low + share * (high - low + 1));
      case LOGARITHMIC -> {
        double from = StrictMath.log(low);
        double at = StrictMath.exp(from + share * (StrictMath.log(high) - from));
        yield Math.min(high, Math.max(low, at));
      }
    };
  }

  @Override
  public String toString() {
    return switch (scale) {
      case LISTED -> "[" + Listing.of(values) + "]";
      case LINEAR -> low + " to " + high;
      case WHOLE -> (long) low + " to " + (long) high + ", whole";
      case LOGARITHMIC -> low + " to " + high + ", logarithmic";
    };
  }
}
