// Made from Kernels.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Sums;

/**
 * The loops of {@link Kernels} in single precision. A sum over samples p goes in sixteen lanes,
 * that of p being p mod 16; then lanes l and l + 8 are added, of these l and l + 4, and so on.
 */
interface SingleKernels {

  /** Lanes of a sum over samples; not fewer than numbers in a vector. */
  int LANES = 16;

  /** Plain loops. */
  SingleKernels SCALAR = new SingleScalarKernels();

  /** Samples computed together. */
  int lanes();

  /**
   * The values of a row that are computed for so many samples: on vectors one vector, or a multiple
   * of {@link #LANES}, so that blocks of 8, 4 and 2 vectors fill a row.
   */
  int padded(int samples);

  /** How many values the scratch memory of the loops below holds. */
  int scratch();

  /**
   * {@code row[first + i] = (row[add[i]] + sum over k of w[edge[k]] row[source[k]]) *
   * row[times[i]]}.
   *
   * @param add rows to start from, -1 for none; null for none at all
   * @param zero a row of zeros
   * @param times rows to multiply by; null for none
   */
  void gather(
      float[] m,
      int stride,
      int width,
      Gather gather,
      float[] w,
      int @Nullable [] add,
      int @Nullable [] times,
      int zero);

  /** Sums of a gather times rows, summed by group: see {@link Sensitivities.Readout}. */
  void readout(float[] m, int stride, int width, Sensitivities.Readout readout, float[] w);

  /**
   * The gradient by the weights of a gather: {@code result[edge[k]] += sum over samples of
   * row[source[k]] row[errorSignal[i]]} for every term k of every row i.
   *
   * @param scratch where {@link #scratch()} values of m may be overwritten
   */
  void outer(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int[] errorSignal,
      float[] result,
      int scratch);

  /** {@code row[first + i] = sum over k of row[source[k]]}. */
  void sums(float[] m, int stride, int width, Sums sums);

  /** {@code m[y + i] = m[a + i] m[b + i]} for {@code length} values, a multiple of the lanes. */
  void multiply(float[] m, int a, int b, int y, int length);

  /**
   * {@code m[y + i] = a m[y + i] + b m[x + i]} for {@code length} values, a multiple of the lanes.
   */
  void mix(float[] m, float a, int y, float b, int x, int length);

  /** {@code m[y + i] += w m[a + i] m[b + i]} for {@code length} values, a multiple of the lanes. */
  void addProducts(float[] m, float w, int a, int b, int y, int length);

  /**
   * {@code slope = f'(z), z = f(z)} for {@code length} values, a multiple of the lanes; one
   * activation per value.
   *
   * @param scratch where {@link #scratch()} values of m may be overwritten
   */
  void activate(Activation f, float[] m, int z, int slope, int length, int scratch);
}
