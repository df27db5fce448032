package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.graph.Neurons;

class ActivationTest {

  /** To 16 digits, by mpmath. */
  @ParameterizedTest
  @CsvSource({
    "ELU, -1.5, -0.77686983985157017, 0.22313016014842983",
    "ELU, -1e-9, -9.999999995e-10, 0.999999999",
    "ELU, 2.5, 2.5, 1",
    "GELU, 1.5, 1.3997891980967129, 1.1274691922299795",
    "GELU, -3, -0.0040496940948902836, -0.011945647204183927",
    "GELU, 0, 0, 0.5",
    "SOFTPLUS, 1.5, 1.7014132779827524, 0.8175744761936437",
    "SOFTPLUS, -40, 4.248354255291589e-18, 4.248354255291589e-18",
    "SOFTPLUS, 800, 800, 1",
    "SINE, 1.5, 0.9974949866040544, 0.0707372016677029",
    "ABSOLUTE, -1.5, 1.5, -1",
    "ABSOLUTE, 0, 0, 0",
    "GAUSS, 1.5, 0.1053992245618643, -0.316197673685593",
    "GAUSS, 0, 1, 0",
    "GAUSS, 1e308, 0, 0",
    "GAUSS, -1e308, 0, 0"
  })
  void valuesAndSlopes(String name, double z, double value, double slope) {
    Activation f = Activation.named(name);
    assertEquals(value, f.value(z), 1e-14 * Math.abs(value));
    assertEquals(slope, f.slope(z, f.value(z)), 1e-13 * Math.abs(slope));
  }

  @Test
  void areFoundByName() {
    for (Activation f : Activation.all()) {
      assertSame(f, Activation.named(f.name()));
      assertSame(f, Activation.named(f.toString()));
      assertTrue(f.builtIn());
    }
    assertSame(Activation.LEAKY_RELU, Activation.named("Leaky ReLU"));
    refused("got 'tahn'; did you mean tanh?", () -> Activation.named("tahn"));
    refused("expected one of relu, leaky_relu, sigmoid", () -> Activation.named("hat"));
  }

  @Test
  void onesOwnAreEqualByName() {
    Activation square = Activation.of("square", z -> z * z, z -> 2 * z);
    Activation other = Activation.of("square", z -> 2 * z * z, z -> 4 * z);
    assertEquals(square, other);
    assertEquals(square.hashCode(), other.hashCode());
    assertNotEquals(square, Activation.of("square2", z -> z * z, z -> 2 * z));
    assertNotEquals(Activation.RELU, Activation.LEAKY_RELU);
    assertFalse(square.builtIn());
    assertEquals(9, square.value(3));
    assertEquals(6, square.slope(3, 9));
    assertTrue(square.restsAtZero());
    assertEquals("my square", Activation.of("my_square", z -> z * z, z -> 2 * z).toString());
  }

  @Test
  void aMeshTellsThemByName() {
    Activation square = Activation.of("square", z -> z * z, z -> 2 * z);
    Activation other = Activation.of("square", z -> 2 * z * z, z -> 4 * z);
    Transition one = new Transition(square, Activation.IDENTITY).with(Neurons.of(3), square);
    refused("one activation of the name square, got two", () -> one.with(Neurons.of(4), other));
    refused("one activation of the name square, got two", () -> one.withOutput(other));
  }

  @Test
  void aWrongSlopeIsRefused() {
    refused(
        "the slope of activation square is not the derivative of its function: at z = -10.0"
            + " expected -20.0, by differences; got -10.0",
        () -> Activation.of("square", z -> z * z, z -> z));
    refused("at z =", () -> Activation.of("f", Math::tanh, z -> 1 - z * z));
    refused("at z =", () -> Activation.of("f", Math::sin, z -> Math.cos(z) + 1e-3));
    DoubleUnaryOperator wrongFrom7 = z -> z < 7 ? 1 : 1.1;
    refused("at z = 7", () -> Activation.of("f", z -> z, wrongFrom7));
    DoubleUnaryOperator wrongUpTo0 = z -> z < 0 ? 0.1 : 1;
    refused("got 0.1", () -> Activation.of("f", z -> z < 0 ? 0.01 * z : z, wrongUpTo0));
    refused("at z = ", () -> Activation.of("f", z -> z, z -> z > 3 && z < 3.2 ? 0 : 1));
    refused(
        "f of activation root must be finite at every z; at z = -10.0 it is NaN",
        () -> Activation.of("root", Math::sqrt, z -> 0.5 / Math.sqrt(z)));
    refused(
        "the slope of activation f must be finite at every z; at z = 0.0 it is Infinity",
        () -> Activation.of("f", Math::cbrt, z -> 1 / (3 * Math.cbrt(z) * Math.cbrt(z))));
  }

  /** A kink or a jump between right slopes is none of a wrong slope, wherever it lies. */
  @Test
  void kinksAndJumpsAreTaken() {
    for (double kink : new double[] {0, 0.0005, 1, -1.0001, 2.4995, 7.0625, -9.9375}) {
      for (double at : new double[] {0, 1}) {
        Activation f =
            Activation.of(
                "hinge", z -> Math.max(z - kink, 0), z -> z > kink ? 1 : z < kink ? 0 : at);
        assertEquals(1, f.value(kink + 1), 1e-15);
      }
      Activation.of("step", z -> z > kink ? 1 : 0, z -> 0);
    }
    Activation.of("swish", z -> z / (1 + Math.exp(-z)), ActivationTest::swishSlope);
    Activation.of("fast", z -> Math.sin(10 * z), z -> 10 * Math.cos(10 * z));
    Activation.of("steep", Math::exp, Math::exp);
    Activation.of("cubic", z -> z * z * z, z -> 3 * z * z);
    for (Activation f : Activation.all()) {
      Activation.of("my_" + f.name(), f::value, z -> f.slope(z, f.value(z)));
    }
  }

  private static double swishSlope(double z) {
    double s = 1 / (1 + Math.exp(-z));
    return s + z * s * (1 - s);
  }

  @Test
  void namesThatCouldMeanSomethingElseAreRefused() {
    for (String wrong : new String[] {"", "1st", "a b", "a\n", "a\"", "x".repeat(41)}) {
      refused("letters, digits and underscores", () -> Activation.of(wrong, z -> z, z -> 1));
    }
    refused("built-in activation tanh", () -> Activation.of("TanH", z -> z, z -> 1));
  }

  private static void refused(String part, Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }
}
