package org.meshnn.export;

import java.util.List;
import java.util.stream.Collectors;
import org.meshnn.engine.Activation;
import org.meshnn.tables.Labels;
import org.meshnn.tables.Scale;

/** The parts of a written class that are the same for all meshes, or nearly so. Java 8. */
final class JavaSourceCode {
  private JavaSourceCode() {}

  /** An unmodifiable list of strings. */
  static String list(List<String> texts) {
    return texts.stream()
        .map(JavaSourceText::literal)
        .collect(
            Collectors.joining(
                ",\n              ",
                "Collections.unmodifiableList(\n          Arrays.asList(\n              ",
                "))"));
  }

  /** What is computed where nothing else is. */
  static String activation(String name, Activation activation) {
    String value =
        switch (activation.name()) {
          case "relu" -> "z <= 0 ? 0 : z";
          case "leaky_relu" -> "z > 0 ? z : 0.01 * z";
          case "sigmoid" -> "1 / (1 + StrictMath.exp(-z))";
          case "tanh" -> "StrictMath.tanh(z)";
          case "identity" -> "z";
          case "elu" -> "z > 0 ? z : StrictMath.expm1(z)";
          case "gelu" -> "z * normal(z)";
          case "softplus" -> "Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)))";
          case "sine" -> "StrictMath.sin(z)";
          case "absolute" -> "Math.abs(z)";
          case "gauss" -> "StrictMath.exp(-z * z)";
          default -> throw new IllegalArgumentException("no source for " + activation);
        };
    return "\n  private static double " + name + "(double z) {\n    return " + value + ";\n  }\n";
  }

  /** The ticks. */
  static final String OUTPUTS =
      """

        private static double[] outputs(double[] inputs) {
          double[] state = Arrays.copyOf(inputs, NEURONS);
          double[] next = state.clone();
          for (int[] live : LIVE) {
            for (int neuron : live) {
              double z = 0;
              for (int e = START[neuron]; e < START[neuron + 1]; e++) {
                z += WEIGHT[e] * state[FROM[e]];
              }
              next[neuron] = STATE_OF_NEURON;
            }
            double[] swap = state;
            state = next;
            next = swap;
          }
          double[] outputs = Arrays.copyOfRange(state, FIRST_OUTPUT, NEURONS);
          for (double output : outputs) {
            if (Double.isNaN(output) || Double.isInfinite(output)) {
              throw new IllegalArgumentException(
                  "the outputs are not finite numbers: inputs as large as these overflow");
            }
          }
          return outputs;
        }
      """;

  /** What a neuron keeps of its state. */
  static final String LEAKED =
      """

        private static double leaked(double leak, double value, double before) {
          return leak == 1 ? value : leak * value + (1 - leak) * before;
        }
      """;

  /**
   * The standard normal distribution function: by the series P(|X| <= |z|) = 2 density(z) (z + z^3
   * / 3 + z^5 / 15 + ...), of positive terms alone, and far out by the continued fraction P(X > z)
   * = density(z) / (z + 1 / (z + 2 / (z + 3 / ...))) (Abramowitz and Stegun 26.2.11 and 26.2.14).
   */
  static final String NORMAL =
      """

        private static double normal(double z) {
          double size = Math.abs(z);
          double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
          if (size < 3) {
            double term = size;
            double sum = size;
            for (int k = 3; term > 1e-17 * sum; k += 2) {
              term *= z * z / k;
              sum += term;
            }
            return z < 0 ? 0.5 - density * sum : 0.5 + density * sum;
          }
          double fraction = size;
          for (int k = 100; k > 0; k--) {
            fraction = size + k / fraction;
          }
          double tail = density / fraction;
          return z < 0 ? tail : 1 - tail;
        }
      """;

  /** From outputs to probabilities, and to a class. */
  static final String CLASSES =
      """

        /**
         * Returns the most probable class, the first of equals.
         *
         * @param probabilities as predict returns them
         * @return one of {@link #CLASSES}
         */
        public static String label(double[] probabilities) {
          int best = 0;
          for (int k = 1; k < probabilities.length; k++) {
            best = probabilities[k] > probabilities[best] ? k : best;
          }
          return CLASSES.get(best);
        }

        private static double[] answer(double[] outputs) {
          double top = Double.NEGATIVE_INFINITY;
          for (double output : outputs) {
            top = Math.max(top, output);
          }
          double total = 0;
          for (int k = 0; k < outputs.length; k++) {
            outputs[k] = StrictMath.exp(outputs[k] - top);
            total += outputs[k];
          }
          for (int k = 0; k < outputs.length; k++) {
            outputs[k] /= total;
          }
          return outputs;
        }
      """;

  /** From the output to the label's own unit. */
  static String value(Labels.Values values) {
    Scale scale = values.scale();
    return """

          private static double answer(double[] outputs) {
            double origin = ORIGIN_OF_LABEL;
            double centre = CENTRE_OF_LABEL;
            double sd = SD_OF_LABEL;
            double value = origin + (centre + sd * outputs[0]);
            if (Double.isInfinite(value)) { // perhaps only sd * output
              value = 2 * (origin / 2 + (centre / 2 + sd / 2 * outputs[0]));
            }
            if (Double.isInfinite(value)) {
              throw new IllegalArgumentException("the value is beyond the largest number, 1.8e308");
            }
            return value;
          }
        """
        .replace("ORIGIN_OF_LABEL", Double.toString(scale.origin()))
        .replace("CENTRE_OF_LABEL", Double.toString(scale.centre()))
        .replace("SD_OF_LABEL", Double.toString(scale.sd()));
  }

  /** What the arrays are read by. */
  static final String NUMBERS =
      """

        private static double[] numbers(String... texts) {
          StringTokenizer words = new StringTokenizer(String.join("", texts));
          double[] numbers = new double[words.countTokens()];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(words.nextToken());
          }
          return numbers;
        }

        private static int[] integers(String... texts) {
          StringTokenizer words = new StringTokenizer(String.join("", texts));
          int[] integers = new int[words.countTokens()];
          for (int i = 0; i < integers.length; i++) {
            integers[i] = Integer.parseInt(words.nextToken());
          }
          return integers;
        }
      """;
}
