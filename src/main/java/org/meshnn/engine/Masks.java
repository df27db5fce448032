package org.meshnn.engine;

/**
 * Dropout: a factor for each tick, neuron and sample, 0 with the neuron's probability p of being
 * dropped, else {@code 1 / (1 - p)}, so that the expectation stays (Srivastava et al., Dropout,
 * JMLR 15, 2014, there with the factor at test time). A factor is a function of the draw, tick,
 * neuron and sample alone: every way to the gradient has the same. Immutable.
 */
public final class Masks {
  /** Nothing is dropped. */
  public static final Masks NONE = new Masks(new long[0], new double[0], false);

  private static final long TICK = 0xD1342543DE82EF95L;
  private static final long NEURON = 0x9E3779B97F4A7C15L;
  private static final long SAMPLES = 0xBF58476D1CE4E5B9L;

  private final long[] droppedBelow; // by neuron, of 2^32
  private final double[] kept; // by neuron: the factor of a state that is kept
  private final boolean any;

  private Masks(long[] droppedBelow, double[] kept, boolean any) {
    this.droppedBelow = droppedBelow;
    this.kept = kept;
    this.any = any;
  }

  /**
   * {@return masks for the neurons of a mesh}
   *
   * @param probabilities of being dropped, one per neuron, each in [0, 1); those of clamped neurons
   *     are not used
   * @throws IllegalArgumentException if one is not in [0, 1)
   */
  public static Masks of(double... probabilities) {
    long[] droppedBelow = new long[probabilities.length];
    double[] kept = new double[probabilities.length];
    boolean any = false;
    for (int j = 0; j < probabilities.length; j++) {
      double p = probabilities[j];
      if (!(p >= 0 && p < 1)) {
        throw new IllegalArgumentException(
            "the dropout probability must be in [0, 1); got " + p + " for neuron " + j);
      }
      droppedBelow[j] = Math.min(Math.round(p * 0x1p32), (1L << 32) - 1);
      kept[j] = 0x1p32 / ((1L << 32) - droppedBelow[j]);
      any |= droppedBelow[j] > 0;
    }
    return new Masks(droppedBelow, kept, any);
  }

  /** {@return whether any neuron can be dropped} */
  public boolean any() {
    return any;
  }

  /** Refuses masks of another number of neurons. */
  void requireFor(int neurons) {
    if (any && kept.length != neurons) {
      throw new IllegalArgumentException(
          "expected one dropout probability per neuron, " + neurons + "; got " + kept.length);
    }
  }

  double factor(long draw, int tick, int neuron, int sample) {
    if (!any || droppedBelow[neuron] == 0) {
      return 1;
    }
    long two = mix(stream(draw, tick, neuron) + (sample >> 1) * SAMPLES);
    return factor(two >>> (sample % 2 * 32), droppedBelow[neuron], kept[neuron]);
  }

  /** {@code S *= factor, f' *= factor} for the first samples of a neuron's rows. */
  void apply(double[] m, int state, int slope, long draw, int tick, int neuron, int samples) {
    long below = droppedBelow[neuron];
    if (below == 0) {
      return;
    }
    double keep = kept[neuron];
    long stream = stream(draw, tick, neuron);
    for (int p = 0; p < samples; p += 2) {
      long two = mix(stream + (p >> 1) * SAMPLES);
      double even = factor(two, below, keep);
      m[state + p] *= even;
      m[slope + p] *= even;
      if (p + 1 < samples) {
        double odd = factor(two >>> 32, below, keep);
        m[state + p + 1] *= odd;
        m[slope + p + 1] *= odd;
      }
    }
  }

  /** As {@link #apply(double[], int, int, long, int, int, int)}, in single precision. */
  void apply(float[] m, int state, int slope, long draw, int tick, int neuron, int samples) {
    long below = droppedBelow[neuron];
    if (below == 0) {
      return;
    }
    float keep = (float) kept[neuron];
    long stream = stream(draw, tick, neuron);
    for (int p = 0; p < samples; p++) {
      long two = mix(stream + (p >> 1) * SAMPLES);
      float factor = (float) factor(two >>> (p % 2 * 32), below, keep);
      m[state + p] *= factor;
      m[slope + p] *= factor;
    }
  }

  private static long stream(long draw, int tick, int neuron) {
    return mix(draw + tick * TICK + neuron * NEURON);
  }

  /** Of the lower 32 bits, as good as uniform: two samples share a draw of 64. No branch. */
  private static double factor(long bits, long below, double keep) {
    return keep * ((below - 1 - (bits & 0xFFFFFFFFL)) >>> 63);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
