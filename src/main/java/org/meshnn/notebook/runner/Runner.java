package org.meshnn.notebook.runner;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshnn.display.Rich;
import org.meshnn.notebook.session.Failure;
import org.meshnn.notebook.session.Outcome;
import org.meshnn.notebook.session.Session;

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

  /**
   * A runner that writes to a folder.
   *
   * @param html whether to write an HTML page beside each notebook
   * @param terminal where progress is told
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
   */
  public Runner timeouts(Duration cell, Duration total) {
    cellTime = Optional.ofNullable(cell);
    totalTime = Optional.ofNullable(total);
    return this;
  }

  /**
   * Overrides variables that the cell tagged {@code parameters} declares.
   *
   * @param values from a variable's name to its value, as a command line has it
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
   * @return whether all cells ran
   * @throws IOException if the notebook cannot be read or the results cannot be written
   */
  public boolean run(Path file) throws IOException {
    return run(file, folder.resolve(file.getFileName()));
  }

  /** Runs a notebook and writes it, executed, to a file of that name. */
  boolean run(Path file, Path target) throws IOException {
    Notebook notebook = Notebook.read(file);
    terminal.println(file);
    parameters.into(notebook).ifPresent(note -> terminal.println("note: " + note));
    List<Notebook.Cell> code =
        notebook.cells().stream().filter(c -> c.isCode() && !c.source().isBlank()).toList();
    InputStream inBefore = System.in;
    System.setIn(InputStream.nullInputStream());
    boolean passed;
    try (Session session = new Session()) {
      passed = runCells(session, code);
    } finally {
      System.setIn(inBefore);
    }
    List<Path> written = write(notebook, target);
    if (passed) {
      headlines(notebook).forEach(terminal::println);
    }
    written.forEach(w -> terminal.println("  written: " + w));
    return passed;
  }

  private boolean runCells(Session session, List<Notebook.Cell> code) {
    Progress progress = new Progress(terminal, code.size());
    CellOutputs outputs = new CellOutputs(progress);
    int count = 0;
    try (Deadline deadline = new Deadline(cellTime, totalTime)) {
      for (Notebook.Cell cell : code) {
        count++;
        progress.begin(count, cell.source());
        cell.begin(count);
        outputs.into(cell.outputs());
        Optional<Failure> failure = runCell(session, deadline, count, cell, outputs);
        progress.end();
        if (failure.isPresent()) {
          outputs.failure(failure.get());
          progress.failed(count, cell.source(), failure.get());
          return false;
        }
      }
    }
    return true;
  }

  private static Optional<Failure> runCell(
      Session session, Deadline deadline, int count, Notebook.Cell cell, CellOutputs outputs) {
    Deadline.Watch watch = deadline.watch(count, session);
    Outcome outcome = session.run(count, cell.source(), outputs);
    Optional<Failure> late = watch.end();
    if (outcome.value().isPresent()) {
      outputs.result(count, Rich.bundle(outcome.value().get()));
    }
    return late.or(outcome::failure);
  }

  private List<Path> write(Notebook notebook, Path target) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    notebook.write(target);
    List<Path> written = new ArrayList<>(List.of(target));
    if (html) {
      String name = target.getFileName().toString();
      Path page = target.resolveSibling(name.replaceFirst("\\.ipynb$", "") + ".html");
      Files.writeString(page, new Page(notebook).html());
      written.add(page);
    }
    return written;
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
