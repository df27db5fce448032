package org.meshnn.tables;

import java.util.random.RandomGenerator;

/**
 * Rotations, orthogonal matrices of determinant 1, drawn uniformly: reflections of growing
 * dimension, each of which turns the first axis to a random direction (Stewart, The efficient
 * generation of random orthogonal matrices, SIAM J. Numer. Anal. 17, 1980).
 */
final class RandomRotation {
  private RandomRotation() {}

  /** A rotation of {@code d} dimensions, as rows. */
  static double[][] draw(int d, RandomGenerator random) {
    double[][] q = new double[d][d];
    for (int i = 0; i < d; i++) {
      q[i][i] = 1;
    }
    // d - 1 reflections follow, each of determinant -1.
    q[d - 1][d - 1] = d % 2 == 0 ? -1 : 1;
    for (int k = 2; k <= d; k++) {
      double[] normal = unit(k, random);
      normal[0] -= 1; // the reflection I - 2 n n' / n'n turns the first axis to unit
      reflect(q, d - k, normal);
    }
    return q;
  }

  /** q := (I - 2 n n' / n'n) q on the rows from {@code first} on. */
  private static void reflect(double[][] q, int first, double[] n) {
    double square = 0;
    for (double v : n) {
      square += v * v;
    }
    if (square == 0) {
      return; // turns nothing
    }
    for (int column = 0; column < q.length; column++) {
      double product = 0;
      for (int i = 0; i < n.length; i++) {
        product += n[i] * q[first + i][column];
      }
      for (int i = 0; i < n.length; i++) {
        q[first + i][column] -= 2 * product / square * n[i];
      }
    }
  }

  /** A direction, uniform on the sphere. */
  static double[] unit(int d, RandomGenerator random) {
    double[] v = new double[d];
    double square = 0;
    for (int i = 0; i < d; i++) {
      v[i] = random.nextGaussian();
      square += v[i] * v[i];
    }
    double length = Math.sqrt(square);
    for (int i = 0; i < d; i++) {
      v[i] /= length;
    }
    return v;
  }

  /** The matrix times the vector. */
  static double[] times(double[][] matrix, double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        product[i] += matrix[i][j] * v[j];
      }
    }
    return product;
  }
}
