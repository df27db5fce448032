// Made from Leaking.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import org.meshnn.plan.Kept;
import org.meshnn.plan.Layout;
import org.meshnn.plan.Leaks;
import org.meshnn.plan.Tick;

/**
 * What neurons that leak add to the rows of a planned engine, with a_j their leak:
 *
 * <pre>
 *   S_j(t)            = a_j f_j(Z_j(t)) + (1 - a_j) S_j(t-1),  and a_j f'_j where f'_j stood
 *   P(tau -> t)[b, j] = ... + (1 - a_j) P(tau -> t-1)[b, j]
 *   dL/dS_j(t-1)      = ... + (1 - a_j) dL/dS_j(t)
 * </pre>
 *
 * <p>Does nothing, and takes no time, where no neuron leaks.
 */
final class SingleLeaking {
  private final float[] leak; // a of each neuron
  private final SingleKernels kernels;
  private final Layout layout;
  private final float[] m;
  private final int stride;
  private final int zero; // a row of zeros

  SingleLeaking(
      double[] leaks, SingleKernels kernels, Layout layout, float[] m, int stride, int zero) {
    leak = new float[leaks.length];
    for (int j = 0; j < leak.length; j++) {
      leak[j] = (float) leaks[j];
    }
    this.kernels = kernels;
    this.layout = layout;
    this.m = m;
    this.stride = stride;
    this.zero = zero;
  }

  /** From f(Z) and f'(Z) of a tick to S and dS/dZ. */
  void states(Tick tick, int width) {
    Leaks leaks = tick.leaks();
    for (int q = 0; q < leaks.size(); q++) {
      int row = tick.row() + leaks.place()[q];
      int before = leaks.before()[q] < 0 ? zero : leaks.before()[q];
      float a = leak[tick.neuron()[leaks.place()[q]]];
      kernels.mix(m, a, row * stride, 1 - a, before * stride, width);
      kernels.mix(m, a, layout.slopeOf(row) * stride, 0, zero * stride, width);
    }
  }

  /** The sensitivities kept from the tick before. */
  void transport(Kept kept, int width) {
    for (int i = 0; i < kept.size(); i++) {
      float keep = 1 - leak[kept.neuron()[i]];
      kernels.mix(m, 1, kept.to()[i] * stride, keep, kept.from()[i] * stride, width);
    }
  }

  /** What the loss owes to pre-activations through what was kept up to the tick before the last. */
  void readout(Kept kept, int width) {
    for (int i = 0; i < kept.size(); i++) {
      kernels.addProducts(
          m,
          1 - leak[kept.neuron()[i]],
          kept.from()[i] * stride,
          kept.times()[i] * stride,
          kept.to()[i] * stride,
          width);
    }
  }

  /** Adds to dL/dS of a tick, in its error signals' rows, what comes from the tick after it. */
  void stepBack(Tick after, int width) {
    Leaks leaks = after.leaks();
    for (int q = 0; q < leaks.size(); q++) {
      if (leaks.before()[q] >= 0) {
        float keep = 1 - leak[after.neuron()[leaks.place()[q]]];
        int to = layout.errorSignalOf(leaks.before()[q]);
        kernels.mix(m, 1, to * stride, keep, leaks.gradient()[q] * stride, width);
      }
    }
  }

  /** Remembers dL/dS of a tick, which stands in its error signals' rows, for the tick before it. */
  void remember(Tick tick, int width) {
    Leaks leaks = tick.leaks();
    for (int q = 0; q < leaks.size(); q++) {
      int from = layout.errorSignalOf(tick.row() + leaks.place()[q]);
      System.arraycopy(m, from * stride, m, leaks.gradient()[q] * stride, width);
    }
  }
}
