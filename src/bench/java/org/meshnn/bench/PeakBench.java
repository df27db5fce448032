package org.meshnn.bench;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one core of this machine can do: multiply-adds in registers, and bytes to and from memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeakBench {
  private static final int ROUNDS = 1024;
  private static final int CHAINS = 10;
  private static final int LENGTH = 1 << 23; // three arrays of 64 MiB: far beyond any cache

  private double factor = 0.999;
  private double term = 0.001;

  /** The triad's arrays. */
  @State(Scope.Thread)
  public static class Arrays {
    private double[] a;
    private double[] b;
    private double[] c;

    /** Touches every page. */
    @Setup
    public void fill() {
      a = new double[LENGTH];
      b = new double[LENGTH];
      c = new double[LENGTH];
      java.util.Arrays.fill(a, 1);
      java.util.Arrays.fill(b, 2);
      java.util.Arrays.fill(c, 3);
    }
  }

  /** Multiply-adds in one call of {@link #multiplyAdds}. */
  static long multiplyAddsPerCall() {
    return (long) ROUNDS * CHAINS * DoubleVector.SPECIES_PREFERRED.length();
  }

  /** Bytes that one call of {@link #triad} reads and writes, the read for ownership not counted. */
  static long bytesPerCall() {
    return 3L * 8 * LENGTH;
  }

  /** Ten independent chains of {@code a = a * x + y}, nothing but registers. */
  @Benchmark
  public double multiplyAdds() {
    DoubleVector x = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, factor);
    DoubleVector y = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, term);
    DoubleVector a0 = y;
    DoubleVector a1 = y.add(1);
    DoubleVector a2 = y.add(2);
    DoubleVector a3 = y.add(3);
    DoubleVector a4 = y.add(4);
    DoubleVector a5 = y.add(5);
    DoubleVector a6 = y.add(6);
    DoubleVector a7 = y.add(7);
    DoubleVector a8 = y.add(8);
    DoubleVector a9 = y.add(9);
    for (int i = 0; i < ROUNDS; i++) {
      a0 = a0.fma(x, y);
      a1 = a1.fma(x, y);
      a2 = a2.fma(x, y);
      a3 = a3.fma(x, y);
      a4 = a4.fma(x, y);
      a5 = a5.fma(x, y);
      a6 = a6.fma(x, y);
      a7 = a7.fma(x, y);
      a8 = a8.fma(x, y);
      a9 = a9.fma(x, y);
    }
    DoubleVector even = a0.add(a2).add(a4).add(a6).add(a8);
    DoubleVector odd = a1.add(a3).add(a5).add(a7).add(a9);
    return even.add(odd).reduceLanes(VectorOperators.ADD);
  }

  /** {@code a = b + s c}, the triad of McCalpin's STREAM. */
  @Benchmark
  public double[] triad(Arrays arrays) {
    double[] a = arrays.a;
    double[] b = arrays.b;
    double[] c = arrays.c;
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + factor * c[i];
    }
    return a;
  }
}
