package org.meshnn.engine;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Program;
import org.meshnn.plan.SequencePlan;

/**
 * Runs a program on batches of samples and compares the outputs with targets, after the last tick
 * or after several. Used by one thread at a time.
 */
public sealed interface BatchEngine permits Engine, SequenceEngine {

  /**
   * {@return an engine for a known amount of work}
   *
   * @param program what to run
   * @param transition the activations
   * @param method how the gradient is taken
   * @param capacity most samples in a batch, at least 1
   * @param samples how many samples are going to pass, at least 0
   * @throws IllegalArgumentException as {@link Engine#of(Plan, Transition, GradientMethod, int)}
   * @throws IllegalStateException as {@link Engine#of(Plan, Transition, GradientMethod, int)}
   */
  static BatchEngine of(
      Program program, Transition transition, GradientMethod method, int capacity, long samples) {
    return program instanceof Plan plan
        ? Engine.of(plan, transition, method, capacity, samples)
        : SequenceEngine.of(
            (SequencePlan) program, transition, method.on(program, transition), capacity, samples);
  }

  /**
   * {@return an engine of states alone: a gradient is refused}
   *
   * @param program what to run
   * @param transition the activations
   * @param capacity most samples in a batch, at least 1
   * @param samples how many samples are going to pass, at least 0
   * @throws IllegalArgumentException as {@link Engine#ofStates}
   */
  static BatchEngine ofStates(Program program, Transition transition, int capacity, long samples) {
    return program instanceof Plan plan
        ? Engine.ofStates(plan, transition, capacity, samples)
        : SequenceEngine.of((SequencePlan) program, transition, null, capacity, samples);
  }

  /**
   * {@return whether an engine of states made for that many samples would run the same loops}
   *
   * @param samples how many samples are going to pass, at least 0
   */
  boolean suits(long samples);

  /** {@return the most samples in a batch} */
  int capacity();

  /** {@return the number of samples in the current batch} */
  int count();

  /**
   * Takes the next batch.
   *
   * @param x (samples, input columns of the program)
   * @param order rows to take
   * @param from first position in {@code order}
   * @param count number of positions, from 1 to the capacity
   * @throws IllegalArgumentException if x has another number of columns, or the count is not in
   *     range
   */
  void load(DMatrixRMaj x, int[] order, int from, int count);

  /**
   * Drops states in the passes to come: see {@link Engine#dropout}.
   *
   * @param masks the probabilities; {@link Masks#NONE} for none, as at the beginning
   * @param draw the same gives the same states
   * @throws IllegalArgumentException if the masks are for another number of neurons, or this engine
   *     drops nothing
   */
  void dropout(Masks masks, long draw);

  /**
   * Runs the batch from the beginning to the end.
   *
   * @param weights one per edge
   * @param loss is called with the outputs at each target, in their order
   * @param gradient receives one value per edge, summed over the batch; null where none is wanted
   */
  void run(double[] weights, StepLoss loss, double @Nullable [] gradient);

  /**
   * {@return the outputs of the batch: (samples in the batch, target columns of the program)}
   *
   * @param weights one per edge
   */
  DMatrixRMaj outputs(double[] weights);
}
