package org.meshnn.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class EchoStateTest {
  @Test
  void theSeriesIsTheirs() {
    double[] x = EchoState.series();
    assertEquals(1.2, x[0]);
    assertEquals(1.13549691, x[1], 5e-9);
    assertEquals(1.05735972, x[2], 5e-9);
    assertEquals(0.5228837, x[1999], 5e-7);
    assertEquals(0.927757, Arrays.stream(x).average().orElseThrow(), 5e-6);
  }

  /** Their algorithm as it is written, an output that reads the states of its own step. */
  @Test
  void theMeshIsTheirModel() {
    DMatrixRMaj all = EchoState.draw(new Random(5));
    double[] x = EchoState.series();
    DMatrixRMaj states = new DMatrixRMaj(1999, 101);
    double[] s = new double[100];
    for (int t = 0; t < 1999; t++) {
      double[] next = new double[100];
      for (int j = 0; j < 100; j++) {
        double z = all.get(0, 2 + j) * x[t] + all.get(1, 2 + j);
        for (int k = 0; k < 100; k++) {
          z += s[k] * all.get(2 + k, 2 + j);
        }
        next[j] = 0.7 * s[j] + 0.3 * Math.tanh(z);
      }
      s = next;
      states.set(t, 0, 1);
      System.arraycopy(s, 0, states.data, t * 101 + 1, 100);
    }
    DMatrixRMaj a = CommonOps_DDRM.extract(states, 100, 1599, 0, 101);
    DMatrixRMaj y = new DMatrixRMaj(1499, 1, true, Arrays.copyOfRange(x, 101, 1600));
    DMatrixRMaj gram = new DMatrixRMaj(101, 101);
    CommonOps_DDRM.multTransA(a, a, gram);
    for (int i = 0; i < 101; i++) {
      gram.add(i, i, 1e-5);
    }
    DMatrixRMaj product = new DMatrixRMaj(101, 1);
    CommonOps_DDRM.multTransA(a, y, product);
    DMatrixRMaj w = new DMatrixRMaj(101, 1);
    assertTrue(CommonOps_DDRM.solve(gram, product, w));
    double sum = 0;
    for (int t = 1599; t < 1999; t++) {
      double o = 0;
      for (int i = 0; i < 101; i++) {
        o += states.get(t, i) * w.get(i);
      }
      sum += (o - x[t + 1]) * (o - x[t + 1]);
    }
    assertEquals(Math.sqrt(sum / 400), EchoState.run(5).metric(), 1e-8);
  }

  @Test
  void aTenthOfAllThatCouldBe() {
    DMatrixRMaj all = EchoState.draw(new Random(1));
    int between = 0;
    int fromInput = 0;
    for (int j = 2; j < 102; j++) {
      fromInput += all.get(0, j) == 0 ? 0 : 1;
      for (int k = 2; k < 102; k++) {
        between += all.get(k, j) == 0 ? 0 : 1;
      }
    }
    assertEquals(1000, between);
    assertEquals(10, fromInput);
  }
}
