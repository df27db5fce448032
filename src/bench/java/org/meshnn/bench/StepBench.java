package org.meshnn.bench;

import java.util.concurrent.TimeUnit;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our training step, by work and gradient method. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StepBench {
  /** A name in {@link Work#ALL}. */
  @Param("iris")
  public String work;

  /** How the gradient is taken. */
  @Param("FORWARD_ONLY")
  public GradientMethod method;

  /** How many digits it computes with. */
  @Param("DOUBLE")
  public Precision precision;

  /** Most threads that share a batch. */
  @Param("1")
  public int threads;

  private Step step;

  /** Plans the mesh and lays out its engine. */
  @Setup
  public void prepare() {
    step = Step.of(Work.named(work), method, precision, threads);
    step.run();
  }

  /** A whole step. */
  @Benchmark
  public double step() {
    return step.run();
  }

  /** States and gradient only. */
  @Benchmark
  public double matrix() {
    return step.matrix();
  }
}
