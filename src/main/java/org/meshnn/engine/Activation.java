package org.meshnn.engine;

import java.io.Serializable;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Spelling;

/**
 * The function f a neuron applies to its pre-activation z, and its derivative. There are built-in
 * ones, which are equal to themselves alone, and one's own, {@link #of}, which are equal by name.
 * Nobody else extends this class.
 */
public abstract class Activation implements Serializable {
  /** max(z, 0); its derivative at 0 is 0, as in the paper's code. */
  public static final Activation RELU =
      new Activation("relu") {
        @Override
        public double value(double z) {
          return z <= 0 ? 0 : z; // NaN passes
        }

        @Override
        public double slope(double z, double s) {
          return z <= 0 ? 0 : 1;
        }
      };

  /** z where z &gt; 0, otherwise z / 100. */
  public static final Activation LEAKY_RELU =
      new Activation("leaky_relu") {
        @Override
        public double value(double z) {
          return z > 0 ? z : BELOW_0 * z;
        }

        @Override
        public double slope(double z, double s) {
          return z > 0 ? 1 : BELOW_0;
        }
      };

  /** 1 / (1 + e^-z); a neuron that nothing reaches rests at 1/2. */
  public static final Activation SIGMOID =
      new Activation("sigmoid") {
        @Override
        public double value(double z) {
          return ScalarExp.sigmoid(z);
        }

        @Override
        public double slope(double z, double s) {
          return s * (1 - s);
        }
      };

  /** The hyperbolic tangent. */
  public static final Activation TANH =
      new Activation("tanh") {
        @Override
        public double value(double z) {
          return ScalarExp.tanh(z);
        }

        @Override
        public double slope(double z, double s) {
          return 1 - s * s;
        }
      };

  /** z itself. */
  public static final Activation IDENTITY =
      new Activation("identity") {
        @Override
        public double value(double z) {
          return z;
        }

        @Override
        public double slope(double z, double s) {
          return 1;
        }
      };

  /** z where z &gt; 0, otherwise e^z - 1 (Clevert, Unterthiner, Hochreiter 2016). */
  public static final Activation ELU =
      new Activation("elu") {
        @Override
        public double value(double z) {
          return z > 0 ? z : ScalarExp.expm1(z);
        }

        @Override
        public double slope(double z, double s) {
          return z > 0 ? 1 : s + 1;
        }
      };

  /** z times the standard normal distribution's P(X &lt;= z) (Hendrycks, Gimpel 2016), exact. */
  public static final Activation GELU =
      new Activation("gelu") {
        @Override
        public double value(double z) {
          return z * Normal.cumulative(z);
        }

        @Override
        public double slope(double z, double s) {
          return Normal.cumulative(z) + z * Normal.density(z);
        }
      };

  /** log(1 + e^z); a neuron that nothing reaches rests at log 2. */
  public static final Activation SOFTPLUS =
      new Activation("softplus") {
        @Override
        public double value(double z) {
          return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }

        @Override
        public double slope(double z, double s) {
          return ScalarExp.sigmoid(z);
        }
      };

  /** sin z. */
  public static final Activation SINE =
      new Activation("sine") {
        @Override
        public double value(double z) {
          return StrictMath.sin(z);
        }

        @Override
        public double slope(double z, double s) {
          return StrictMath.cos(z);
        }
      };

  /** |z|; its derivative at 0 is 0. */
  public static final Activation ABSOLUTE =
      new Activation("absolute") {
        @Override
        public double value(double z) {
          return Math.abs(z);
        }

        @Override
        public double slope(double z, double s) {
          return Math.signum(z);
        }
      };

  /** e^-z²; a neuron that nothing reaches rests at 1. */
  public static final Activation GAUSS =
      new Activation("gauss") {
        @Override
        public double value(double z) {
          return ScalarExp.exp(-z * z);
        }

        @Override
        public double slope(double z, double s) {
          return s == 0 ? 0 : -2 * z * s; // 2 z may be infinite
        }
      };

  static final double BELOW_0 = 0.01; // of the leaky relu

  private static final List<Activation> ALL =
      List.of(
          RELU, LEAKY_RELU, SIGMOID, TANH, IDENTITY, ELU, GELU, SOFTPLUS, SINE, ABSOLUTE, GAUSS);

  private final String name;

  Activation(String name) {
    this.name = name;
  }

  /**
   * {@return an activation of one's own}
   *
   * <pre>{@code
   * Activation.of("swish", z -> z / (1 + StrictMath.exp(-z)),
   *     z -> (1 + StrictMath.exp(-z) * (1 + z)) / StrictMath.pow(1 + StrictMath.exp(-z), 2))
   * }</pre>
   *
   * <p>With {@code StrictMath} results have the same bits everywhere; {@code Math.exp} and its like
   * may end in other bits on another processor or JVM. Both functions must be pure: the same z
   * always has the same value, and several threads ask at once. The slope is compared with
   * differences of f at some three hundred places from -10 to 10; where f has a kink, either one
   * will do.
   *
   * @param name letters, digits and underscores, a letter first; not that of a built-in one
   * @param f the function, finite at every z
   * @param slope its derivative
   * @throws IllegalArgumentException if the name is not of this kind, f or its slope is not finite,
   *     or the slope is not that of f; the message says at which z
   */
  public static Activation of(String name, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    Required.of(name, "a name, for example \"swish\"");
    Required.of(f, "a function, for example z -> z * z");
    Required.of(slope, "the derivative, for example z -> 2 * z");
    if (!name.matches("\\p{L}[\\p{L}\\p{N}_]{0,39}")) {
      throw new IllegalArgumentException(
          "expected a name of at most 40 letters, digits and underscores, a letter first; got "
              + Listing.quoted(name));
    }
    for (Activation builtIn : ALL) {
      if (builtIn.name.equalsIgnoreCase(name)) {
        throw new IllegalArgumentException(
            "there is a built-in activation " + builtIn.name + "; take another name");
      }
    }
    SlopeCheck.require("activation " + name, f, slope);
    return new OwnActivation(name, f, slope);
  }

  /** {@return the built-in activations} */
  public static List<Activation> all() {
    return ALL;
  }

  /**
   * {@return the built-in activation of a name}
   *
   * @param name for example "tanh" or "leaky relu", in any case
   * @throws IllegalArgumentException if there is none; the message names those there are
   */
  public static Activation named(String name) {
    String wanted = Required.of(name, "a name, for example \"tanh\"").replace(' ', '_');
    return ALL.stream()
        .filter(f -> f.name.equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name, wanted)));
  }

  private static String unknown(String name, String wanted) {
    List<String> names = ALL.stream().map(Activation::name).toList();
    return "expected one of "
        + Listing.of(names)
        + "; got "
        + Listing.quoted(name)
        + Spelling.closest(wanted, names).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /**
   * {@return f(z)}
   *
   * @param z pre-activation
   */
  public abstract double value(double z);

  /**
   * {@return f'(z)}
   *
   * @param z pre-activation
   * @param s f(z), from which some derivatives are cheaper
   */
  public abstract double slope(double z, double s);

  /** {@return its name, as model files have it: {@code leaky_relu}} */
  public String name() {
    return name;
  }

  /** {@return whether it is one of {@link #all()}} */
  public boolean builtIn() {
    return ALL.contains(this);
  }

  /** Whether f(0) = 0, so that a neuron that nothing reaches stays at 0. */
  boolean restsAtZero() {
    return value(0) == 0;
  }

  /** A built-in activation as Java serialises it: there is one object of each. */
  private record Named(String name) implements Serializable {
    Object readResolve() {
      return named(name);
    }
  }

  /** One's own is written with its functions, which must be serialisable themselves. */
  Object writeReplace() {
    return builtIn() ? new Named(name) : this;
  }

  @Override
  public String toString() {
    return name.replace('_', ' ');
  }
}
