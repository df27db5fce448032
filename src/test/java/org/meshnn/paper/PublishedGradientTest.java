package org.meshnn.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.Mesh;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;

/** The published recurrence is the derivative where no edge leads into a clamped neuron. */
class PublishedGradientTest {
  private static final int NEURONS = 9;
  private static final int BATCH = 4;

  static Stream<Arguments> ticksAndActivations() {
    return IntStream.rangeClosed(1, 6)
        .boxed()
        .flatMap(
            t ->
                Stream.of(Activation.RELU, Activation.TANH, Activation.SIGMOID)
                    .map(f -> Arguments.of(t, f)));
  }

  @ParameterizedTest
  @MethodSource("ticksAndActivations")
  void isExactWithoutEdgesIntoClampedNeurons(int ticks, Activation f) {
    Question question = new Question(Wiring.dense(), ticks, f);
    assertEquals(0, largest(question.departures(question.published())), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("ticksAndActivations")
  void isExactOnceCleared(int ticks, Activation f) {
    Question question = new Question(Wiring.complete(), ticks, f);
    assertEquals(0, largest(question.departures(question.published().cleared())), 1e-12);
  }

  /** At T = 1 nowhere, then between clamped neurons, then on all their edges, then everywhere. */
  @ParameterizedTest
  @ValueSource(strings = {"relu", "tanh"})
  void departsTickByTick(Activation f) {
    for (int ticks = 1; ticks <= 5; ticks++) {
      Question question = new Question(Wiring.complete(), ticks, f);
      Roles roles = question.mesh.topology().roles();
      DMatrixRMaj departures = question.departures(question.published());
      for (int p = 0; p < NEURONS; p++) {
        for (int q = 0; q < NEURONS; q++) {
          int ends = (roles.isClamped(p) ? 1 : 0) + (roles.isClamped(q) ? 1 : 0);
          boolean departs = ticks >= 4 - ends;
          String edge = ticks + " ticks, edge " + p + " -> " + q;
          assertEquals(departs, departures.get(p, q) > 1e-9, edge);
        }
      }
    }
  }

  @Test
  void saysWhatItExpects() {
    Question question = new Question(Wiring.dense(), 3, Activation.RELU);
    assertThrows(
        IllegalArgumentException.class,
        () -> PublishedGradient.of(question.mesh.topology(), question.transition, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> question.published().at(question.a, question.classes, question.x[0], question.x[1]));
    assertThrows(
        IllegalArgumentException.class,
        () -> question.published().at(question.a, new int[] {0}, question.x));
  }

  /** A mesh with positive weights, asked about positive inputs that change with every tick. */
  private static final class Question {
    private final int ticks;
    private final Transition transition;
    private final Mesh mesh;
    private final DMatrixRMaj a;
    private final DMatrixRMaj[] x;
    private final int[] classes = {0, 1, 1, 0};

    private Question(Wiring wiring, int ticks, Activation f) {
      this.ticks = ticks;
      transition = new Transition(f, f);
      mesh =
          Mesh.of(NEURONS)
              .inputs(3)
              .outputs(2)
              .connect(wiring)
              .ticks(ticks)
              .activation(f)
              .outputActivation(f);
      Random random = new Random(ticks);
      double[] weights = random.doubles(mesh.topology().edges(), 0, 0.4).toArray();
      a = mesh.topology().denseMatrix(weights);
      x = new DMatrixRMaj[ticks];
      Arrays.setAll(
          x, t -> new DMatrixRMaj(BATCH, 3, true, random.doubles(3 * BATCH, 0, 1).toArray()));
    }

    private PublishedGradient published() {
      return PublishedGradient.of(mesh.topology(), transition, ticks);
    }

    /** Magnitude of the difference to back-propagation, over its largest entry. */
    private DMatrixRMaj departures(PublishedGradient gradient) {
      DMatrixRMaj exact = mesh.at(a).input(x).classes(classes).gradient(GradientMethod.BACKWARD);
      DMatrixRMaj departures = gradient.at(a, classes, x);
      for (int i = 0; i < departures.data.length; i++) {
        departures.data[i] = Math.abs(departures.data[i] - exact.data[i]) / largest(exact);
      }
      return departures;
    }
  }

  private static double largest(DMatrixRMaj matrix) {
    return Arrays.stream(matrix.data).map(Math::abs).max().orElseThrow();
  }
}
