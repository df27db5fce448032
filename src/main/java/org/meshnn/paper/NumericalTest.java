package org.meshnn.paper;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.meshnn.Mesh;
import org.meshnn.Probe;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Wiring;
import org.meshnn.replication.Result;

/**
 * The authors' numerical test: a random mesh and batch for each seed, 5 inputs, 10 hidden neurons,
 * 3 outputs, no bias, every edge there, another input at each tick, relu on all neurons, weights
 * and inputs from Uniform(0, 1), random classes. What a run reports is the largest departure from
 * the literal tensor, which shares no code with the others, relative to its largest entry.
 *
 * @param ticks T; the authors stop at 3
 */
record NumericalTest(int ticks) {
  private static final int INPUTS = 5;
  private static final int OUTPUTS = 3;
  private static final int NEURONS = 18;
  private static final int BATCH = 10;

  private record Question(Mesh mesh, DMatrixRMaj a, DMatrixRMaj[] x, int[] classes) {
    private Probe probe() {
      return mesh.at(a).input(x).classes(classes);
    }
  }

  private Question question(long seed) {
    Random random = new Random(1000L * ticks + seed);
    DMatrixRMaj a = uniform(NEURONS, NEURONS, random);
    DMatrixRMaj[] x = new DMatrixRMaj[ticks];
    Arrays.setAll(x, t -> uniform(BATCH, INPUTS, random));
    Mesh mesh =
        Mesh.of(NEURONS)
            .inputs(INPUTS)
            .outputs(OUTPUTS)
            .bias(false)
            .connect(Wiring.complete())
            .ticks(ticks)
            .outputActivation(Activation.RELU);
    return new Question(mesh, a, x, random.ints(BATCH, 0, OUTPUTS).toArray());
  }

  private static DMatrixRMaj uniform(int rows, int columns, Random random) {
    return new DMatrixRMaj(
        rows, columns, true, random.doubles((long) rows * columns, 0, 1).toArray());
  }

  /** Forward-only, over all edges. */
  Result forwardOnly(long seed) {
    Question question = question(seed);
    return departure(question, question.probe().gradient(GradientMethod.FORWARD_ONLY), 0);
  }

  /** The published recurrence, over the edges that matter: those that lead into no input. */
  Result published(long seed) {
    Question question = question(seed);
    Transition relu = new Transition(Activation.RELU, Activation.RELU);
    DMatrixRMaj gradient =
        PublishedGradient.of(question.mesh().topology(), relu, ticks)
            .at(question.a(), question.classes(), question.x());
    return departure(question, gradient, INPUTS);
  }

  private static Result departure(Question question, DMatrixRMaj gradient, int firstTarget) {
    DMatrixRMaj exact = question.probe().gradient(GradientMethod.TENSOR);
    double largest = 0;
    for (int from = 0; from < NEURONS; from++) {
      for (int to = firstTarget; to < NEURONS; to++) {
        largest = Math.max(largest, Math.abs(gradient.get(from, to) - exact.get(from, to)));
      }
    }
    return new Result(
        largest / CommonOps_DDRM.elementMaxAbs(exact),
        question.probe().loss(),
        NEURONS * NEURONS,
        "not trained");
  }
}
