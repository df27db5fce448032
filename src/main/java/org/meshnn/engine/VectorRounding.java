package org.meshnn.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** From double precision to single and back, on vectors. */
final class VectorRounding {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(S.vectorBitSize() / 2));
  private static final int L = S.length();

  private VectorRounding() {}

  static void round(double[] from, float[] to) {
    int i = 0;
    for (; i <= from.length - L; i += L) {
      FloatVector rounded =
          (FloatVector)
              DoubleVector.fromArray(S, from, i).convertShape(VectorOperators.D2F, HALF, 0);
      rounded.intoArray(to, i);
    }
    for (; i < from.length; i++) {
      to[i] = (float) from[i];
    }
  }

  static void widen(float[] from, double[] to) {
    int i = 0;
    for (; i <= from.length - L; i += L) {
      DoubleVector widened =
          (DoubleVector)
              FloatVector.fromArray(HALF, from, i).convertShape(VectorOperators.F2D, S, 0);
      widened.intoArray(to, i);
    }
    for (; i < from.length; i++) {
      to[i] = from[i];
    }
  }
}
