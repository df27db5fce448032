package org.meshnn.notebook.runner;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Rich;
import org.meshnn.notebook.document.Notebook;
import org.meshnn.notebook.document.Page;
import org.meshnn.notebook.session.CellFailure;
import org.meshnn.text.Utf8;

/**
 * Runs notebooks in this JVM, without Jupyter: progress on the terminal, the executed notebook and
 * an HTML page in a folder.
 *
 * <p>A cell tagged {@value #HEADLINE} has its text printed at the end.
 */
public final class Runner {
  static final String HEADLINE = "headline";

  private final Path folder;
  private final boolean html;
  private final PrintStream terminal;
  private Optional<Duration> cellTime = Optional.empty();
  private Optional<Duration> totalTime = Optional.empty();
  private Parameters parameters = new Parameters(Map.of());
  private @Nullable Job running;

  private record Job(Notebook notebook, Path target, Execution execution) {}

  /**
   * A runner that writes to a folder.
   *
   * @param folder of the results, made where there is none
   * @param html whether to write an HTML page beside each notebook
   * @param terminal where progress is shown
   */
  public Runner(Path folder, boolean html, PrintStream terminal) {
    this.folder = folder;
    this.html = html;
    this.terminal = terminal;
  }

  /**
   * Stops what takes too long, as an interrupt does; the notebook has then failed.
   *
   * @param cell the time of each cell, or null for any
   * @param total the time of all cells of a notebook, or null for any
   * @return this runner
   */
  public Runner timeouts(@Nullable Duration cell, @Nullable Duration total) {
    cellTime = Optional.ofNullable(cell);
    totalTime = Optional.ofNullable(total);
    return this;
  }

  /**
   * Overrides variables that the cell tagged {@code parameters} declares.
   *
   * @param values from a variable's name to its value, as a command line has it
   * @return this runner
   */
  public Runner parameters(Map<String, String> values) {
    parameters = new Parameters(values);
    return this;
  }

  /**
   * Checks that the parameters fit a notebook, if it can be read.
   *
   * @throws IllegalArgumentException if they do not
   */
  void check(Path file) {
    try {
      parameters.into(Notebook.read(file));
    } catch (IOException e) {
      return; // told when it is run
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs the cells in order, up to the first that fails, and writes what came out.
   *
   * <p>A cell tagged {@value Execution#RAISES} may fail: its error is kept and the next cell runs,
   * as it does if none came. A cell tagged {@value Execution#SKIP} is not run.
   *
   * @param file the notebook
   * @return whether all cells ran
   * @throws IOException if the notebook cannot be read or the results cannot be written
   * @throws IllegalArgumentException if the parameters do not fit the notebook
   */
  public boolean run(Path file) throws IOException {
    return run(file, folder.resolve(file.getFileName()));
  }

  /** Runs a notebook and writes it, executed, to a file of that name. */
  boolean run(Path file, Path target) throws IOException {
    Notebook notebook = Notebook.read(file);
    prepare(target);
    terminal.println(file);
    parameters.into(notebook).ifPresent(note -> terminal.println("note: " + note));
    Execution execution = new Execution(notebook, terminal);
    running = new Job(notebook, target, execution);
    boolean passed;
    try (Deadline deadline = new Deadline(cellTime, totalTime, Deadline.PATIENCE)) {
      passed = execution.run(deadline);
    }
    finish(passed);
    return passed;
  }

  private synchronized void finish(boolean passed) throws IOException {
    if (running == null) {
      return; // written by giveUp
    }
    List<Path> written = write(running.notebook(), running.target());
    if (passed) {
      headlines(running.notebook()).forEach(terminal::println);
    }
    written.forEach(w -> terminal.println("  written: " + w));
    running = null;
  }

  /**
   * Writes the notebook that runs, if one does, as far as it has got, with the reason as the error
   * of the cell in progress: for the last moment of a process. Nothing is run or written after it.
   *
   * @param name of the error, as that of a Java class
   * @param reason in a line
   * @return whether a notebook was running
   * @throws IOException if the results cannot be written
   */
  public synchronized boolean giveUp(String name, String reason) throws IOException {
    if (running == null) {
      return false;
    }
    running.execution().giveUp(new CellFailure(name, reason, List.of(name + ": " + reason)));
    finish(false);
    return true;
  }

  /**
   * Sees to it that a result can be written, before anything is run.
   *
   * @throws IOException if it cannot
   */
  void prepare(Path target) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    try {
      Files.createDirectories(parent);
      Files.delete(Files.createTempFile(parent, ".meshnn", null));
    } catch (IOException e) {
      throw new IOException("cannot write into the folder " + parent + ": " + e, e);
    }
    for (Path file : html ? List.of(target, page(target)) : List.of(target)) {
      if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
        throw new IOException("cannot write " + file + ": there is a folder or a protected file");
      }
    }
  }

  private List<Path> write(Notebook notebook, Path target) throws IOException {
    notebook.write(target);
    List<Path> written = new ArrayList<>(List.of(target));
    if (html) {
      Path page = page(target);
      Files.write(page, Utf8.bytes(new Page(notebook).html()));
      written.add(page);
    }
    return written;
  }

  private static Path page(Path target) {
    String name = target.getFileName().toString();
    return target.resolveSibling(name.replaceFirst("\\.ipynb$", "") + ".html");
  }

  /** The text of the cells tagged as headlines. */
  private static List<String> headlines(Notebook notebook) {
    List<String> lines = new ArrayList<>();
    for (Notebook.Cell cell : notebook.cells()) {
      if (cell.isCode() && cell.hasTag(HEADLINE)) {
        cell.outputs().forEach(o -> plain(o.getAsJsonObject()).ifPresent(lines::add));
      }
    }
    return lines;
  }

  private static Optional<String> plain(JsonObject output) {
    JsonElement data = output.get("data");
    JsonElement text = data == null ? output.get("text") : data.getAsJsonObject().get(Rich.TEXT);
    return Optional.ofNullable(text).map(t -> Notebook.text(t).stripTrailing());
  }
}
