package org.meshnn.bench;

import ai.djl.ndarray.types.DataType;
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
import org.openjdk.jmh.annotations.TearDown;

/** PyTorch's training step from Java, by work and number type. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DjlBench {
  /** A name in {@link Work#ALL}. */
  @Param("iris")
  public String work;

  /** FLOAT32 or FLOAT64. */
  @Param("FLOAT64")
  public DataType type;

  private DjlStep step;

  /** Builds the step and refuses to time it unless it computes what ours does. */
  @Setup
  public void prepare() {
    step = new DjlStep(Work.named(work), type);
    Step ours = Step.of(Work.named(work), GradientMethod.FORWARD_ONLY, Precision.DOUBLE, 1);
    for (int i = 0; i < Agreement.STEPS; i++) {
      Agreement.ROUNDED.require("DJL " + type, i, ours.run(), step.run());
    }
  }

  /** A whole step. */
  @Benchmark
  public double step() {
    return step.run();
  }

  /** Frees native memory. */
  @TearDown
  public void close() {
    step.close();
  }
}
