package org.meshnn.engine;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Plan;

/**
 * Runs a planned mesh on batches of samples. A step is: {@link #load}, {@link #forward}, write
 * dL/dS(T) of the outputs into {@link #outputGradient}, {@link #gradient}. An engine is used by one
 * thread at a time.
 */
public sealed interface Engine extends BatchEngine
    permits PlannedEngine, SingleEngine, TensorEngine {

  /**
   * {@return an engine with its own memory}
   *
   * @param plan the plan to run
   * @param transition the activations; the plan must have been made for their {@link
   *     Transition#rest}
   * @param method how the gradient is taken
   * @param capacity most samples in a batch, at least 1
   * @throws IllegalArgumentException if the capacity is below 1, the plan was made for other
   *     activations, or the method needs more memory than there is
   * @throws IllegalStateException if forward-only's sensitivities do not fit ({@link
   *     Plan#sensitivities})
   */
  static Engine of(Plan plan, Transition transition, GradientMethod method, int capacity) {
    return of(plan, transition, method, capacity, Long.MAX_VALUE);
  }

  /**
   * {@return an engine for a known amount of work} Where it is little, plain loops are faster than
   * vector loops that must first be compiled.
   *
   * @param plan the plan to run
   * @param transition the activations; the plan must have been made for their {@link
   *     Transition#rest}
   * @param method how the gradient is taken
   * @param capacity most samples in a batch, at least 1
   * @param samples how many samples are going to pass, at least 0
   * @throws IllegalArgumentException as {@link #of(Plan, Transition, GradientMethod, int)}
   * @throws IllegalStateException as {@link #of(Plan, Transition, GradientMethod, int)}
   */
  static Engine of(
      Plan plan, Transition transition, GradientMethod method, int capacity, long samples) {
    return of(plan, transition, method, Precision.DOUBLE, capacity, samples);
  }

  /**
   * {@return an engine of a precision} Weights, outputs and gradients are handed over in double.
   *
   * @param plan the plan to run
   * @param transition the activations; the plan must have been made for their {@link
   *     Transition#rest}
   * @param method how the gradient is taken
   * @param precision how many digits it computes with
   * @param capacity most samples in a batch, at least 1
   * @param samples how many samples are going to pass, at least 0
   * @throws IllegalArgumentException as {@link #of(Plan, Transition, GradientMethod, int)}, or if
   *     the tensor is asked for in single precision
   * @throws IllegalStateException as {@link #of(Plan, Transition, GradientMethod, int)}
   */
  static Engine of(
      Plan plan,
      Transition transition,
      GradientMethod method,
      Precision precision,
      int capacity,
      long samples) {
    Requests.requireEngine(plan, transition, capacity);
    precision.requireFor(plan, method);
    GradientMethod taken = method.on(plan, transition);
    if (taken == GradientMethod.TENSOR) {
      return new TensorEngine(plan, transition, capacity);
    }
    Kernels kernels = KernelChoice.forWork(3.0 * plan.multiplyAdds() * samples);
    return precision == Precision.SINGLE
        ? new SingleEngine(plan, transition, taken, capacity, kernels)
        : new PlannedEngine(plan, transition, taken, capacity, kernels);
  }

  /**
   * {@return an engine of states alone, in less than half the memory: {@link #gradient} is refused}
   *
   * @param plan the plan to run
   * @param transition the activations; the plan must have been made for their {@link
   *     Transition#rest}
   * @param capacity most samples in a batch, at least 1
   * @param samples how many samples are going to pass, at least 0
   * @throws IllegalArgumentException if the capacity is below 1, the plan was made for other
   *     activations, or the states need more memory than there is
   */
  static Engine ofStates(Plan plan, Transition transition, int capacity, long samples) {
    Requests.requireEngine(plan, transition, capacity);
    Kernels kernels = KernelChoice.forWork((double) plan.multiplyAdds() * samples);
    return new PlannedEngine(plan, transition, null, capacity, kernels);
  }

  /**
   * {@return how many samples the loops for much work compute together in this JVM: 1 for plain
   * loops} Results have the same bits whatever it is. The system property {@code meshnn.kernels},
   * {@code scalar} or {@code vector}, forces one for work of any size.
   *
   * @throws IllegalArgumentException if that property has another value, or asks for vectors where
   *     Java was started without --add-modules jdk.incubator.vector
   */
  static int lanes() {
    return KernelChoice.fastest().lanes();
  }

  /**
   * {@return whether multiply-adds are rounded once here, as the processor's instruction does}
   * Where there is none, all results differ from those elsewhere in their last bits.
   */
  static boolean fusesMultiplyAdds() {
    return MultiplyAdd.FUSED;
  }

  /**
   * {@return the loops for much work in this JVM in words, as "vectors of 4 doubles", or "plain
   * loops:" and why}
   *
   * @throws IllegalArgumentException as {@link #lanes()}
   */
  static String kernels() {
    return KernelChoice.description();
  }

  /**
   * Clamps the inputs for the next forward pass, at every tick.
   *
   * @param x (samples, inputs)
   * @param order rows to take
   * @param from first position in {@code order}
   * @param count number of positions, from 1 to the capacity
   * @throws IllegalArgumentException if x has not one column per input, or the count is not in
   *     range
   */
  @Override
  default void load(DMatrixRMaj x, int[] order, int from, int count) {
    load(1, x, order, from, count);
  }

  /**
   * As {@link #load(DMatrixRMaj, int[], int, int)}, for one tick of a mesh whose input changes.
   *
   * @param tick from 1 to T; 1 where the input is constant
   * @param x (samples, inputs)
   * @param order rows to take
   * @param from first position in {@code order}
   * @param count number of positions, from 1 to the capacity, the same at each tick
   * @throws IllegalArgumentException if there is no such tick, x has not one column per input, or
   *     the count is not in range
   */
  void load(int tick, DMatrixRMaj x, int[] order, int from, int count);

  /**
   * Drops states in the forward passes to come: at each tick f(Z) of each neuron that is not
   * clamped is 0 with its probability p, independently for each sample, else divided by {@code 1 -
   * p}; a neuron that leaks keeps what it had before. For another draw it is called again.
   *
   * @param masks the probabilities; {@link Masks#NONE} for none, as at the beginning
   * @param draw the same gives the same states
   * @throws IllegalArgumentException if the masks are for another number of neurons
   */
  @Override
  void dropout(Masks masks, long draw);

  /**
   * Moves the states through the T ticks.
   *
   * @param weights one per edge
   * @param differentiate whether {@link #gradient} will be asked for
   */
  void forward(double[] weights, boolean differentiate);

  /** {@return the states of the output neurons after tick T, one row a neuron} */
  Block outputs();

  /** {@return where the caller puts dL/dS(T) of the output neurons, one row a neuron} */
  Block outputGradient();

  /**
   * Turns dL/dS(T) into dL/dA for the batch last run forward with {@code differentiate}. Uses up
   * what stands in {@link #outputGradient}.
   *
   * @param weights the weights of that forward pass
   * @param gradient receives one value per edge, summed over the batch
   * @throws IllegalStateException if the last forward pass was not to be differentiated
   */
  void gradient(double[] weights, double[] gradient);

  @Override
  default void run(double[] weights, StepLoss loss, double @Nullable [] gradient) {
    forward(weights, gradient != null);
    loss.at(0, outputs(), outputGradient());
    if (gradient != null) {
      gradient(weights, gradient);
    }
  }

  @Override
  default DMatrixRMaj outputs(double[] weights) {
    forward(weights, false);
    return copyOutputs();
  }

  /** {@return a copy of the outputs: (samples in the batch, output neurons)} */
  default DMatrixRMaj copyOutputs() {
    Block block = outputs();
    DMatrixRMaj copy = new DMatrixRMaj(count(), block.rows());
    for (int o = 0; o < block.rows(); o++) {
      for (int p = 0; p < count(); p++) {
        copy.unsafe_set(p, o, block.value(o, p));
      }
    }
    return copy;
  }
}
