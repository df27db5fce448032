package org.meshnn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Python process that waits to be told what to time; the protocol is in {@code work.py}. */
final class PythonPeer implements AutoCloseable {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Path SCRIPTS = Path.of("src/bench/python");

  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  /**
   * Starts a script.
   *
   * @param threads for PyTorch, and for the BLAS below both it and NumPy
   */
  PythonPeer(String script, int threads) {
    this(start(script, threads, "" + threads));
  }

  private PythonPeer(Process process) {
    this.process = process;
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a script that has arguments of its own, on one thread. */
  static PythonPeer alone(String script, String... arguments) {
    return new PythonPeer(start(script, 1, arguments));
  }

  /** What the peers run on; empty if Python, NumPy or PyTorch is missing. */
  static Optional<String> versions() {
    try (PythonPeer python = new PythonPeer("versions.py", 1)) {
      return Optional.ofNullable(python.answers.readLine());
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Process start(String script, int threads, String... arguments) {
    List<String> words = new ArrayList<>(List.of(PYTHON, SCRIPTS.resolve(script).toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(Bench.DIRECTORY.resolve(script + ".log").toFile());
    for (String library : List.of("OMP", "OPENBLAS", "MKL")) {
      builder.environment().put(library + "_NUM_THREADS", "" + threads);
    }
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The losses of the first steps from a fresh start. */
  List<Double> losses(Work work, String type, int steps) {
    return ask("losses %s %s %s %d", Bench.DIRECTORY, work.name(), type, steps);
  }

  /** Nanoseconds a step, one number a block. */
  List<Double> time(Work work, String type, int blocks, double seconds) {
    return ask("time %s %s %s %d %s", Bench.DIRECTORY, work.name(), type, blocks, seconds);
  }

  /** The numbers that a question is answered with. */
  List<Double> ask(String format, Object... values) {
    String question = String.format(format, values);
    questions.println(question);
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException(
            "a Python peer died over '" + question + "'; see " + Bench.DIRECTORY + "/*.py.log");
      }
      return Arrays.stream(answer.split(" ")).map(Double::valueOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    questions.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
