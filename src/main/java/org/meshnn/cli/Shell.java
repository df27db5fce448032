package org.meshnn.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.meshnn.display.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * JShell with the start-up imports. JShell runs what is typed in a JVM of its own, which gets the
 * options of this one, the vector module, and no display. Where input comes from a file or a pipe,
 * the exit status is 1 if a snippet failed.
 */
@Command(
    name = "jshell",
    mixinStandardHelpOptions = true,
    description = "Open JShell with everything imported; more arguments go to JShell.")
final class Shell implements Callable<Integer> {
  @Unmatched private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    Path startUp = Files.createTempFile("meshnn", ".jsh");
    startUp.toFile().deleteOnExit(); // also when a signal ends this process
    Files.writeString(startUp, Imports.script());
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    all.addAll(List.of("--startup", "DEFAULT", "--startup", startUp.toString()));
    JvmOptions.forCells().forEach(option -> all.add("-R" + option));
    all.addAll(arguments);
    String[] tool = all.toArray(String[]::new);
    return isTerminal() ? JavaShellToolBuilder.builder().start(tool) : unattended(tool);
  }

  private static boolean isTerminal() {
    return System.console() != null && System.getenv("TERM") != null;
  }

  /** In English, so that failures can be told from the tool's other words. */
  private static int unattended(String[] tool) throws Exception {
    Failures failures = new Failures();
    Charset charset = Charset.defaultCharset();
    PrintStream watched = new PrintStream(new Lines(System.out, charset, failures), true, charset);
    int exit =
        JavaShellToolBuilder.builder()
            .locale(Locale.ROOT)
            .out(watched, System.out, System.out)
            .start(tool);
    return exit == 0 && failures.any ? 1 : exit;
  }

  /** Whether a snippet was refused by the compiler or ended by an exception. */
  private static final class Failures implements Consumer<String> {
    private static final List<String> SIGNS =
        List.of("Error:", "Exception ", "Uncaught ", "attempted to ");

    private boolean any;

    @Override
    public void accept(String line) {
      String words = line.replaceFirst("^.*?\\|  ", "");
      any |= SIGNS.stream().anyMatch(words::startsWith);
    }
  }

  /** Passes everything on, and shows each line to a listener. */
  private static final class Lines extends OutputStream {
    private final OutputStream to;
    private final Charset charset;
    private final Consumer<String> listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(OutputStream to, Charset charset, Consumer<String> listener) {
      this.to = to;
      this.charset = charset;
      this.listener = listener;
    }

    @Override
    public void write(int b) throws IOException {
      to.write(b);
      if (b == '\n') {
        listener.accept(line.toString(charset));
        line.reset();
      } else {
        line.write(b);
      }
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }
  }
}
