package org.meshnn.engine;

/**
 * Which states are silent: a factor for each tick, neuron and sample, 0 with the probability p,
 * else {@code 1 / (1 - p)}, so that the expectation stays (Srivastava et al., Dropout, JMLR 15,
 * 2014, there with the factor at test time). It is a function of the draw, tick, neuron and sample
 * alone: every way to the gradient has the same.
 */
final class Dropout {
  private static final long TICK = 0xD1342543DE82EF95L;
  private static final long NEURON = 0x9E3779B97F4A7C15L;
  private static final long SAMPLES = 0xBF58476D1CE4E5B9L;

  private double kept = 1;
  private long silentBelow; // of 2^32
  private long draw;

  void set(double value, long newDraw) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("the dropout probability is in [0, 1); got " + value);
    }
    silentBelow = Math.min(Math.round(value * 0x1p32), (1L << 32) - 1);
    kept = 0x1p32 / ((1L << 32) - silentBelow);
    draw = newDraw;
  }

  boolean isOn() {
    return silentBelow > 0;
  }

  double factor(int tick, int neuron, int sample) {
    return factor(mix(stream(tick, neuron) + (sample >> 1) * SAMPLES) >>> (sample % 2 * 32));
  }

  /** {@code S *= factor, f' *= factor} for the first samples of a neuron's rows. */
  void apply(double[] m, int state, int slope, int tick, int neuron, int samples) {
    long stream = stream(tick, neuron);
    for (int p = 0; p < samples; p += 2) {
      long two = mix(stream + (p >> 1) * SAMPLES);
      double even = factor(two);
      m[state + p] *= even;
      m[slope + p] *= even;
      if (p + 1 < samples) {
        double odd = factor(two >>> 32);
        m[state + p + 1] *= odd;
        m[slope + p + 1] *= odd;
      }
    }
  }

  private long stream(int tick, int neuron) {
    return mix(draw + tick * TICK + neuron * NEURON);
  }

  /** Of the lower 32 bits, as good as uniform: two samples share a draw of 64. No branch. */
  private double factor(long bits) {
    return kept * ((silentBelow - 1 - (bits & 0xFFFFFFFFL)) >>> 63);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
