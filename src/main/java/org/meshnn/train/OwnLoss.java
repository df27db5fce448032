package org.meshnn.train;

import java.util.List;
import java.util.Locale;
import org.meshnn.engine.SlopeCheck;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/** A loss of one's own: known by its name. */
final class OwnLoss implements OutputLoss {
  private static final List<String> TAKEN =
      List.of(
          Loss.CROSS_ENTROPY.toString(),
          Loss.HALF_SQUARED_ERROR.toString(),
          new AbsoluteError().toString(),
          new BinaryCrossEntropy().toString());
  private static final int LONGEST = 40;
  private static final double[] TARGETS = {-3, -1, -0.25, 0, 0.5, 1, 3};

  private final String name;
  private final OfOutput function;
  private final OfOutput slope;

  private OwnLoss(String name, OfOutput function, OfOutput slope) {
    this.name = name;
    this.function = function;
    this.slope = slope;
  }

  static OwnLoss of(String name, OfOutput function, OfOutput slope) {
    Required.of(name, "a name, for example \"log cosh\"");
    Required.of(function, "a function, for example (s, y) -> (s - y) * (s - y)");
    Required.of(slope, "the derivative by s, for example (s, y) -> 2 * (s - y)");
    boolean plain = name.chars().noneMatch(Character::isISOControl) && !name.isBlank();
    if (!plain || name.length() > LONGEST || TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "expected a name of 1 to 40 characters in one line, not that of a built-in loss; got "
              + Listing.quoted(name));
    }
    for (double y : TARGETS) {
      SlopeCheck.require(
          "loss " + name + " beside a target of " + y, s -> function.at(s, y), s -> slope.at(s, y));
    }
    return new OwnLoss(name, function, slope);
  }

  @Override
  public double value(int k, double s, double y) {
    return function.at(s, y);
  }

  @Override
  public double slope(int k, double s, double y) {
    return slope.at(s, y);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OwnLoss own && own.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
