package org.meshnn.engine;

import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Sums;

/**
 * The inner loops, scalar or vectorised. Numbers lie in {@code m}, row {@code r} at {@code r *
 * stride}; {@code width} values of a row are computed, a number that is {@link #padded}. Nothing is
 * checked and nothing is allocated. One multiply-add per term and sample, unless said otherwise.
 *
 * <p>All of them compute the same bits, plain or on vectors of any width:
 *
 * <ol>
 *   <li>A multiply-add is rounded once ({@link MultiplyAdd}).
 *   <li>A sum over terms goes in their order, from the row or number it starts with, or from 0.
 *   <li>A sum over samples p goes in eight lanes, that of p being p mod 8; in a lane in the order
 *       of p, from 0. Then lanes l and l + 4 are added, of these l and l + 2, and the last two. In
 *       a {@link DenseBlock} it goes in the order of p, from the number it is added to.
 *   <li>exp and what is made of it have one formula ({@link ScalarExp}, {@link VectorExp}); of
 *       other functions, those of StrictMath are taken.
 *   <li>What pads a row to a multiple of vectors is 0 or is multiplied by 0 where samples are
 *       summed, and no sum over samples starts from -0.
 * </ol>
 */
interface Kernels {

  /** Lanes of a sum over samples; not fewer than numbers in a vector. */
  int LANES = 8;

  /** Plain loops. */
  Kernels SCALAR = new ScalarKernels();

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
      double[] m,
      int stride,
      int width,
      Gather gather,
      double[] w,
      int @Nullable [] add,
      int @Nullable [] times,
      int zero);

  /** Sums of a gather times rows, summed by group: see {@link Sensitivities.Readout}. */
  void readout(double[] m, int stride, int width, Sensitivities.Readout readout, double[] w);

  /**
   * The gradient by the weights of a gather: {@code result[edge[k]] += sum over samples of
   * row[source[k]] row[errorSignal[i]]} for every term k of every row i.
   *
   * @param scratch where {@link #scratch()} values of m may be overwritten
   */
  void outer(
      double[] m,
      int stride,
      int width,
      Gather gather,
      int[] errorSignal,
      double[] result,
      int scratch);

  /**
   * A dense product: {@code y[to + i * pitch + p] = sum over k of w[i * terms + k] m[x + k * stride
   * + p]} for {@code rows} rows i and {@code width} columns p, over {@code terms} terms k.
   *
   * @param more whether the sum is added to what y holds
   */
  void product(
      double[] m,
      int x,
      int stride,
      int width,
      double[] w,
      int terms,
      double[] y,
      int to,
      int pitch,
      int rows,
      boolean more);

  /** {@code row[first + i] = sum over k of row[source[k]]}. */
  void sums(double[] m, int stride, int width, Sums sums);

  /** {@code m[y + i] = m[a + i] m[b + i]} for {@code length} values, a multiple of the lanes. */
  void multiply(double[] m, int a, int b, int y, int length);

  /**
   * {@code m[y + i] = a m[y + i] + b m[x + i]} for {@code length} values, a multiple of the lanes.
   */
  void mix(double[] m, double a, int y, double b, int x, int length);

  /** {@code m[y + i] += w m[a + i] m[b + i]} for {@code length} values, a multiple of the lanes. */
  void addProducts(double[] m, double w, int a, int b, int y, int length);

  /**
   * {@code slope = f'(z), z = f(z)} for {@code length} values, a multiple of the lanes; one
   * activation per value.
   *
   * @param scratch where {@link #scratch()} values of m may be overwritten
   */
  void activate(Activation f, double[] m, int z, int slope, int length, int scratch);

  /**
   * Softmax over the rows of each sample: {@code m[y + r * stride + p] = e^x / sum of e^x} with
   * {@code x = m[x + r * stride + p]}, for {@code width} samples p.
   *
   * @param norms receives the largest x of each sample, and log(sum of e^(x - largest)) of sample p
   *     at stride + p
   * @param scratch where {@link #scratch()} values of m may be overwritten
   */
  void softmax(
      double[] m, int x, int y, int stride, int rows, int width, double[] norms, int scratch);
}
