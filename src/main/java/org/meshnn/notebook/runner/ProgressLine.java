package org.meshnn.notebook.runner;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.meshnn.display.Terminal;
import org.meshnn.notebook.session.CellFailure;
import org.meshnn.text.Excerpt;

/** Tells a terminal how a notebook run goes: a line a cell, live values below it. */
final class ProgressLine {
  private static final int TITLE_WIDTH = 56;
  private static final String INDENT = "      ";

  private final PrintStream out;
  private final Terminal live;
  private final int cells;
  private long start;
  private boolean inLine;

  ProgressLine(PrintStream out, int cells) {
    this.out = out;
    this.cells = cells;
    live = new Terminal(() -> out, INDENT);
  }

  /** A cell starts: its line, without the end. */
  synchronized void begin(int count, String source) {
    out.printf(Locale.ROOT, "[%d/%d] %-" + TITLE_WIDTH + "s ", count, cells, title(source));
    out.flush();
    start = System.nanoTime();
    inLine = true;
  }

  /** A live value of the cell changed. */
  synchronized void live(String id, Map<String, String> bundle, boolean last) {
    if (inLine) {
      out.println();
      inLine = false;
    }
    live.update(id, bundle, last);
  }

  /** The cell has ended: its time. */
  synchronized void end() {
    live.endLine();
    double seconds = (System.nanoTime() - start) / 1e9;
    String pad = inLine ? "" : " ".repeat(INDENT.length() + TITLE_WIDTH + 1);
    out.printf(Locale.ROOT, "%s%5.1f s\n", pad, seconds);
    inLine = false;
  }

  /** What is worth a line below the cell's own. */
  synchronized void note(String text) {
    out.println(INDENT + text);
  }

  /** The cell failed: its source and why. */
  synchronized void failed(int count, String source, CellFailure failure) {
    out.println();
    out.println("cell " + count + " failed:");
    source.lines().forEach(l -> out.println("  | " + Excerpt.start(l, Excerpt.LINE)));
    out.println();
    failure.traceback().forEach(out::println);
    out.println();
  }

  /** The first line of a cell that does something. */
  private static String title(String source) {
    String line =
        source
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.startsWith("//") && !l.startsWith("import "))
            .findFirst()
            .orElse(source.strip().lines().findFirst().orElse(""));
    return line.length() <= TITLE_WIDTH ? line : line.substring(0, TITLE_WIDTH - 1) + "…";
  }
}
