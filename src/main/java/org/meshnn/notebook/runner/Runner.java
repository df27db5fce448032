package org.meshnn.notebook.runner;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meshnn.display.Rich;
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
   * Runs the cells in order, up to the first that fails, and writes what came out.
   *
   * @return whether all cells ran
   * @throws IOException if the notebook cannot be read or the results cannot be written
   */
  public boolean run(Path file) throws IOException {
    Notebook notebook = Notebook.read(file);
    List<Notebook.Cell> code =
        notebook.cells().stream().filter(c -> c.isCode() && !c.source().isBlank()).toList();
    terminal.println(file);
    InputStream inBefore = System.in;
    System.setIn(InputStream.nullInputStream());
    boolean passed;
    try (Session session = new Session()) {
      passed = runCells(session, code);
    } finally {
      System.setIn(inBefore);
    }
    List<Path> written = write(notebook, file);
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
    for (Notebook.Cell cell : code) {
      count++;
      progress.begin(count, cell.source());
      cell.begin(count);
      outputs.into(cell.outputs());
      Outcome outcome = session.run(count, cell.source(), outputs);
      if (outcome.value().isPresent()) {
        outputs.result(count, Rich.bundle(outcome.value().get()));
      }
      progress.end();
      if (outcome.failure().isPresent()) {
        outputs.failure(outcome.failure().get());
        progress.failed(count, cell.source(), outcome.failure().get());
        return false;
      }
    }
    return true;
  }

  private List<Path> write(Notebook notebook, Path file) throws IOException {
    Files.createDirectories(folder);
    String name = file.getFileName().toString();
    Path executed = folder.resolve(name);
    notebook.write(executed);
    List<Path> written = new ArrayList<>(List.of(executed));
    if (html) {
      Path page = folder.resolve(name.replaceFirst("\\.ipynb$", "") + ".html");
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
