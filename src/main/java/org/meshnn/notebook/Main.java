package org.meshnn.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line: runs notebooks, is the Jupyter kernel, installs it, opens JShell. */
@Command(
    name = "meshnn",
    mixinStandardHelpOptions = true,
    description = "Mesh neural networks in notebooks.",
    subcommands = {Main.Run.class})
public final class Main {
  private Main() {}

  /**
   * Runs a subcommand and exits: 0 when it worked, 1 when it failed, 2 for a wrong command line.
   *
   * @param arguments {@code run}, {@code kernel}, {@code install} or {@code jshell} and its
   *     options; {@code --help} tells them
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  /** Executes notebooks. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Run notebooks without Jupyter; write them executed and as HTML pages.")
  static final class Run implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "NOTEBOOK", description = "notebook files (.ipynb)")
    private List<Path> notebooks;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "target/notebooks",
        description = "where the results are written (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(
        names = "--no-html",
        negatable = true,
        defaultValue = "true",
        fallbackValue = "true",
        description = "write an HTML page too (default: yes)")
    private boolean html;

    @Override
    public Integer call() throws IOException {
      Runner runner = new Runner(out, html, System.out);
      for (Path notebook : notebooks) {
        if (!runner.run(notebook)) {
          return 1;
        }
      }
      return 0;
    }
  }
}
