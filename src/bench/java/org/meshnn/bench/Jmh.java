package org.meshnn.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs one of our JMH benchmarks in a JVM of its own.
 *
 * @param warmups iterations before those that count
 * @param iterations iterations that count
 * @param milliseconds length of an iteration; at least one call is made
 * @param options for its JVM; none: those of this one
 */
record Jmh(int warmups, int iterations, int milliseconds, List<String> options) {

  static Jmh of(Settings settings) {
    return new Jmh(settings.warmups(), settings.iterations(), settings.milliseconds(), List.of());
  }

  /** With other options than this JVM's. */
  Jmh with(String... options) {
    return new Jmh(warmups, iterations, milliseconds, List.of(options));
  }

  /** With other iterations before those that count, and of those. */
  Jmh during(int warmups, int iterations) {
    return new Jmh(warmups, iterations, milliseconds, options);
  }

  /** For calls that take a second. */
  Jmh slow() {
    return during(1, 2);
  }

  /**
   * Nanoseconds a call, one number an iteration.
   *
   * @throws IllegalStateException if the benchmark fails; what it said is then in a log named after
   *     it
   */
  List<Double> time(Class<?> type, String method, Map<String, String> parameters) {
    Path log = Bench.DIRECTORY.resolve(type.getSimpleName() + ".log");
    TimeValue length = TimeValue.milliseconds(milliseconds);
    ChainedOptionsBuilder run =
        new OptionsBuilder()
            .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
            .forks(1)
            .warmupIterations(warmups)
            .warmupTime(length)
            .measurementIterations(iterations)
            .measurementTime(length)
            .verbosity(VerboseMode.NORMAL)
            .output(log.toString())
            .shouldFailOnError(true);
    parameters.forEach(run::param);
    if (!options.isEmpty()) {
      run.jvmArgs(options.toArray(new String[0]));
    }
    try {
      RunResult result = new Runner(run.build()).runSingle();
      return result.getAggregatedResult().getIterationResults().stream()
          .map(iteration -> iteration.getPrimaryResult().getScore())
          .toList();
    } catch (RunnerException e) {
      throw new IllegalStateException(
          type.getSimpleName() + "." + method + " " + parameters + " failed; see " + log, e);
    }
  }
}
