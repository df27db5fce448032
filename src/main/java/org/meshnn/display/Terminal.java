package org.meshnn.display;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.OneLine;

/**
 * Shows values as text: pictures are saved, their path is printed, and where there is a desktop its
 * viewer opens them; a live value rewrites one line on a console and prints a line now and then in
 * a log.
 */
public final class Terminal implements Outlet {
  private static final long LOG_SPACING_NS = 2_000_000_000L;
  private static final int WIDTH = 100;

  private final Supplier<PrintStream> out;
  private final String indent;
  private final boolean console = isConsole();
  private @Nullable String line;
  private int lineWidth;
  private long loggedAt;

  /**
   * A terminal whose live lines begin at the margin.
   *
   * @param out gives the stream to print to, asked before each print
   */
  public Terminal(Supplier<PrintStream> out) {
    this(out, "");
  }

  /**
   * A terminal whose live lines are indented.
   *
   * @param out gives the stream to print to, asked before each print
   * @param indent what each live line begins with
   */
  public Terminal(Supplier<PrintStream> out, String indent) {
    this.out = out;
    this.indent = indent;
  }

  @Override
  public synchronized void stream(String name, String text) {
    endLine();
    out.get().print(text);
  }

  @Override
  public synchronized void display(Map<String, String> bundle) {
    endLine();
    out.get().println(bundle.getOrDefault(Rich.TEXT, ""));
    String png = bundle.get(Rich.PNG);
    if (png != null) {
      Path saved = save(Base64.getMimeDecoder().decode(png));
      out.get().println("  saved to " + saved);
      open(saved);
    }
  }

  @Override
  public synchronized void update(String id, Map<String, String> bundle, boolean last) {
    String text = indent + bundle.getOrDefault(Rich.TEXT, "").lines().findFirst().orElse("");
    if (console) {
      rewrite(id, text);
      if (last) {
        endLine();
      }
    } else {
      log(id, text, last);
    }
  }

  @Override
  public synchronized void clear() {
    if (line != null && console) {
      out.get().print("\r" + " ".repeat(lineWidth) + "\r");
      out.get().flush();
    }
    line = null;
  }

  /** Ends a line that was being rewritten. */
  public synchronized void endLine() {
    if (line != null && console) {
      out.get().println();
    }
    line = null;
  }

  private void rewrite(String id, String text) {
    if (!id.equals(line)) {
      endLine();
      lineWidth = 0;
    }
    String shown = OneLine.of(text, WIDTH);
    int width = OneLine.width(shown);
    out.get().print("\r" + shown + " ".repeat(Math.max(0, lineWidth - width)));
    out.get().flush();
    line = id;
    lineWidth = width;
  }

  private void log(String id, String text, boolean last) {
    long now = System.nanoTime();
    if (last || !id.equals(line) || now - loggedAt >= LOG_SPACING_NS) {
      out.get().println(text);
      loggedAt = now;
      line = id;
    }
  }

  private static Path save(byte[] png) {
    try {
      // No folder: the second user of a machine could not write into the first one's.
      return Files.write(Files.createTempFile("meshnn-picture-", ".png"), png);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the picture", e);
    }
  }

  /** Opens a picture with the desktop's viewer, where there is a desktop. */
  private static void open(Path picture) {
    if (GraphicsEnvironment.isHeadless()
        || !Desktop.isDesktopSupported()
        || !Desktop.getDesktop().isSupported(Desktop.Action.OPEN)) {
      return;
    }
    try {
      Desktop.getDesktop().open(picture.toFile());
    } catch (IOException e) {
      System.getLogger(Terminal.class.getName())
          .log(System.Logger.Level.DEBUG, "no viewer for pictures", e);
    }
  }

  /**
   * {@return whether a person watches} Since JDK 22 a console may exist without a terminal behind
   * it.
   */
  public static boolean isConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
