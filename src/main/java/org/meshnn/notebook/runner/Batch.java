package org.meshnn.notebook.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.meshnn.notebook.magic.Glob;

/** Several notebooks, one after the other, and what became of each. */
public final class Batch {
  private static final String CHECKPOINTS = ".ipynb_checkpoints";

  private final Map<Path, Path> targets;

  private Batch(Map<Path, Path> targets) {
    this.targets = targets;
  }

  /**
   * {@return the notebooks that files and globs name, globs in the order of the alphabet} Jupyter's
   * checkpoints are left out. When two have the same name, their folders below the one that all
   * have in common are kept in the results.
   *
   * @param patterns files, or globs as {@code notebooks/*.ipynb}
   * @param out the folder of the results
   * @throws IllegalArgumentException if one matches nothing, or its result would replace it
   * @throws IOException if a folder cannot be read
   */
  public static Batch of(List<String> patterns, Path out) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (String pattern : patterns) {
      files.addAll(matches(pattern));
    }
    Map<Path, Path> targets = targets(List.copyOf(files), out);
    for (var entry : targets.entrySet()) {
      if (Files.exists(entry.getValue()) && Files.isSameFile(entry.getKey(), entry.getValue())) {
        throw new IllegalArgumentException(
            "expected --out to be another folder than that of "
                + entry.getKey()
                + ": a notebook is never replaced by its result");
      }
    }
    return new Batch(targets);
  }

  /** The notebooks, each with the file that its result is written to. */
  Map<Path, Path> targets() {
    return targets;
  }

  /**
   * Runs them all; a summary ends it when there are several.
   *
   * @param runner of each of them
   * @param failFast whether the first failure ends it
   * @param terminal where failures and the summary are printed
   * @return whether all passed
   * @throws IllegalArgumentException if the runner's parameters do not fit a notebook, or a result
   *     cannot be written; none has run
   */
  public boolean run(Runner runner, boolean failFast, PrintStream terminal) {
    targets.keySet().forEach(runner::check);
    targets.values().forEach(target -> prepare(runner, target));
    List<String> failures = new ArrayList<>();
    int run = 0;
    for (var entry : targets.entrySet()) {
      run++;
      failure(runner, entry.getKey(), entry.getValue(), terminal).ifPresent(failures::add);
      if (failFast && !failures.isEmpty()) {
        break;
      }
    }
    if (targets.size() > 1) {
      terminal.printf(
          Locale.ROOT,
          "%d notebooks: %d passed, %d failed, %d not run\n",
          targets.size(),
          run - failures.size(),
          failures.size(),
          targets.size() - run);
      failures.forEach(f -> terminal.println("  failed: " + f));
    }
    return failures.isEmpty();
  }

  private static Optional<String> failure(
      Runner runner, Path file, Path target, PrintStream terminal) {
    try {
      return runner.run(file, target) ? Optional.empty() : Optional.of(file.toString());
    } catch (FileSystemException e) {
      return Optional.of(reported(file + ": " + e, terminal));
    } catch (IOException e) {
      return Optional.of(reported(String.valueOf(e.getMessage()), terminal));
    } catch (RuntimeException | Error e) {
      return Optional.of(reported(file + ": a fault of the runner: " + e, terminal));
    }
  }

  private static String reported(String message, PrintStream terminal) {
    terminal.println(message);
    return message;
  }

  private static void prepare(Runner runner, Path target) {
    try {
      runner.prepare(target);
    } catch (IOException e) {
      throw new IllegalArgumentException("--out: " + e.getMessage(), e);
    }
  }

  private static List<Path> matches(String pattern) throws IOException {
    if (!Glob.isOne(pattern) || exists(pattern)) {
      Path file = Path.of(pattern);
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException(
            "expected a notebook, got the folder "
                + file
                + "; its notebooks are "
                + file
                + "/*.ipynb");
      }
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException("expected a notebook, got " + file + ": no such file");
      }
      return List.of(file);
    }
    Glob glob = Glob.of(pattern);
    List<Path> found =
        glob.matches().stream()
            .filter(Files::isRegularFile)
            .filter(file -> !file.toString().contains(CHECKPOINTS))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "expected notebooks that match "
              + pattern
              + ", got none in "
              + glob.folder().toAbsolutePath());
    }
    return found;
  }

  private static boolean exists(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false; // a glob, where file names have no such characters
    }
  }

  private static Map<Path, Path> targets(List<Path> files, Path out) {
    Set<String> names = new HashSet<>();
    boolean clash =
        !files.stream()
            .map(f -> f.getFileName().toString().toLowerCase(Locale.ROOT))
            .allMatch(names::add);
    UnaryOperator<Path> below = clash ? belowCommon(files) : Path::getFileName;
    Map<Path, Path> targets = new LinkedHashMap<>();
    files.forEach(file -> targets.put(file, out.resolve(below.apply(file).toString())));
    return targets;
  }

  private static UnaryOperator<Path> belowCommon(List<Path> files) {
    Path common = normal(files.get(0)).getParent();
    for (Path file : files) {
      while (common != null && !normal(file).startsWith(common)) {
        common = common.getParent();
      }
    }
    Path folder = Objects.requireNonNull(common, "a folder that all files are below");
    return file -> folder.relativize(normal(file));
  }

  private static Path normal(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
