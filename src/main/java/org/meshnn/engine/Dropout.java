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
  private static final long SAMPLE = 0xBF58476D1CE4E5B9L;

  private double probability;
  private double kept = 1;
  private long draw;

  void set(double value, long newDraw) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("the dropout probability is in [0, 1); got " + value);
    }
    probability = value;
    kept = 1 / (1 - value);
    draw = newDraw;
  }

  boolean isOn() {
    return probability > 0;
  }

  double factor(int tick, int neuron, int sample) {
    return factor(stream(tick, neuron), sample);
  }

  /** {@code S *= factor, f' *= factor} for the first samples of a neuron's rows. */
  void apply(double[] m, int state, int slope, int tick, int neuron, int samples) {
    long stream = stream(tick, neuron);
    for (int p = 0; p < samples; p++) {
      double factor = factor(stream, p);
      m[state + p] *= factor;
      m[slope + p] *= factor;
    }
  }

  private long stream(int tick, int neuron) {
    return mix(draw + tick * TICK + neuron * NEURON);
  }

  private double factor(long stream, int sample) {
    return (mix(stream + sample * SAMPLE) >>> 11) * 0x1p-53 < probability ? 0 : kept;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
