package org.meshnn.engine;

import org.meshnn.plan.Plan;
import org.meshnn.plan.Program;

/** How many digits an engine computes with, or a file of rows keeps. */
public enum Precision {
  /** 53 bits, some 16 decimal digits, from 1e-308 to 1e308. */
  DOUBLE,
  /**
   * 24 bits, some 7 decimal digits, from 1e-38 to 1e38: of states, slopes, error signals,
   * sensitivities and the gradient of up to {@link #shard} samples. The weights, the loss, the sum
   * over shards and the optimiser stay double, and each step computes with the weights rounded; a
   * derivative of the loss by an output below 1e-30 counts as 0. Half the memory for each neuron,
   * tick and sample, and vectors of twice as many numbers; for {@link GradientMethod#FORWARD_ONLY}
   * and {@link GradientMethod#BACKWARD} on meshes whose output is read after the last tick.
   */
  SINGLE;

  private static final int SHARD_BYTES = 256; // of a row

  /**
   * {@return how many samples of a batch are computed at a time, 32 or 64} Few enough for their
   * rows to stay in the cache, enough to fill vectors. Their gradients are added in order.
   */
  public int shard() {
    return SHARD_BYTES / bytes();
  }

  /** {@return bytes of a number, 4 or 8} */
  public int bytes() {
    return this == SINGLE ? Float.BYTES : Double.BYTES;
  }

  /**
   * Refuses what is computed in double precision alone: sequences, and the paper's tensor.
   *
   * @param program the mesh, and how samples run through it
   * @param method how the gradient is taken
   * @throws IllegalArgumentException if this is single and the program or method is one of these
   */
  public void requireFor(Program program, GradientMethod method) {
    if (this == SINGLE && !(program instanceof Plan)) {
      throw new IllegalArgumentException(
          "expected double precision where a mesh runs through sequences; got single, which is for"
              + " tables and pictures; take precision(Precision.DOUBLE)");
    }
    if (this == SINGLE && method == GradientMethod.TENSOR) {
      throw new IllegalArgumentException(
          "expected the gradient FORWARD_ONLY, BACKWARD or AUTO in single precision; got TENSOR,"
              + " the paper's literal tensor; take one of these, or precision(Precision.DOUBLE)");
    }
  }

  @Override
  public String toString() {
    return this == SINGLE ? "single" : "double";
  }
}
