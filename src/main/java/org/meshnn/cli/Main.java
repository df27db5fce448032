package org.meshnn.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meshnn.notebook.kernel.Kernel;
import org.meshnn.notebook.kernel.KernelSpec;
import org.meshnn.notebook.runner.Batch;
import org.meshnn.notebook.runner.Runner;
import org.meshnn.notebook.session.LastWords;
import org.meshnn.provenance.Version;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line: runs notebooks, is the Jupyter kernel, installs it, opens JShell, replicates
 * the paper.
 */
@Command(
    name = "meshnn",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Release.class,
    description = "Mesh neural networks in notebooks.",
    subcommands = {
      Main.Install.class,
      Shell.class,
      Examples.class,
      Main.Run.class,
      Replicate.class,
      Main.Serve.class
    })
public final class Main {
  /**
   * Those that train, and want vectors; JShell has a JVM of its own, and the kernel its options.
   */
  private static final Set<String> COMPUTES = Set.of("run", "replicate");

  private Main() {}

  /**
   * Runs a subcommand and exits: 0 when it worked, 1 when it failed, 2 for a wrong command line.
   *
   * @param arguments {@code install}, {@code jshell}, {@code notebooks}, {@code run}, {@code
   *     replicate} or {@code kernel} and its options; {@code --help} tells them
   * @throws IOException if a JVM with vector instructions cannot be started
   * @throws InterruptedException if the wait for it is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && COMPUTES.contains(arguments[0]) && JvmOptions.missing()) {
      System.exit(JvmOptions.run(arguments));
    }
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  /** What {@code --version} tells. */
  static final class Release implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"meshnn " + Version.here(), "Java " + Runtime.version()};
    }
  }

  /** Executes notebooks. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Run notebooks without Jupyter; write them executed and as HTML pages.")
  static final class Run implements Callable<Integer> {
    private static final double LONGEST_SECONDS = 1e9;

    @Parameters(
        arity = "1..*",
        paramLabel = "NOTEBOOK",
        description = "notebook files (.ipynb) or globs in quotes (\"notebooks/*.ipynb\")")
    private List<String> notebooks;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "target/notebooks",
        description = "where the results are written (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(
        names = "--html",
        negatable = true,
        defaultValue = "true",
        fallbackValue = "true",
        description = "whether to write an HTML page too (default: yes)")
    private boolean html;

    @Option(
        names = "-p",
        paramLabel = "NAME=VALUE",
        description = "override a variable of the cell tagged 'parameters'; may be repeated")
    private Map<String, String> parameters = Map.of();

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        description = "stop a cell that takes longer")
    private @Nullable Double timeout;

    @Option(
        names = "--total-timeout",
        paramLabel = "SECONDS",
        description = "stop a notebook whose cells take longer together")
    private @Nullable Double totalTimeout;

    @Option(names = "--fail-fast", description = "run no further notebook after one has failed")
    private boolean failFast;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintStream terminal = System.err;
      Runner runner = new Runner(out, html, System.out).parameters(parameters);
      try (LastWords open = new LastWords(words -> fail(runner, terminal, words))) {
        runner.timeouts(duration("--timeout", timeout), duration("--total-timeout", totalTimeout));
        return Batch.of(notebooks, out).run(runner, failFast, System.out) ? 0 : 1;
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }

    /** A cell's System.exit(0) is no success. */
    private static void fail(Runner runner, PrintStream terminal, String words) {
      try {
        if (!runner.giveUp("ProcessEnded", words.strip())) {
          terminal.print("\n" + words);
        }
      } catch (IOException | RuntimeException e) {
        terminal.println("cannot write the notebook: " + e);
      } finally {
        Runtime.getRuntime().halt(1);
      }
    }

    private static @Nullable Duration duration(String option, @Nullable Double seconds) {
      if (seconds == null) {
        return null;
      }
      if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
        throw new IllegalArgumentException(
            option + ": expected a number of seconds above 0 and at most 1e9, got " + seconds);
      }
      return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    }
  }

  /** The process that Jupyter starts. */
  @Command(
      name = "kernel",
      mixinStandardHelpOptions = true,
      description = "Be a Jupyter kernel; Jupyter calls this.")
  static final class Serve implements Callable<Integer> {
    @Parameters(paramLabel = "CONNECTION_FILE", description = "the JSON file that Jupyter wrote")
    private Path connectionFile;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
      Kernel.serve(connectionFile);
      return 0;
    }
  }

  /** Makes the kernel known to Jupyter. */
  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      description = "Install the Jupyter kernel for the current user.")
  static final class Install implements Callable<Integer> {
    @ArgGroup private Stock stock = new Stock();

    @Spec private CommandSpec command;

    @Override
    public Integer call() throws IOException {
      Path data =
          KernelSpec.jupyterData(
              System.getenv(),
              System.getProperty("os.name"),
              Path.of(System.getProperty("user.home")));
      Path java = KernelSpec.java();
      KernelSpec spec = spec(data);
      spec.install(java, System.getProperty("java.class.path"));
      System.out.println("installed the Jupyter kernel '" + spec.displayName() + "'");
      System.out.println("  in    " + spec.folder());
      System.out.println("        with a copy of every jar: what it was installed from may go");
      System.out.println("  Java  " + java);
      System.out.println("to remove it, delete that folder");
      return 0;
    }

    private KernelSpec spec(Path data) {
      try {
        return stock.spec(data);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(command.commandLine(), e.getMessage(), e);
      }
    }
  }

  /** A stock kernel in place of our own. */
  static final class Stock {
    @Option(
        names = "--ijava",
        paramLabel = "JAR",
        description = "start stock IJava, from this jar, with meshnn in it")
    private @Nullable Path ijava;

    @Option(
        names = "--jjava",
        paramLabel = "JAR",
        description = "start stock JJava, from this jar, with meshnn in it")
    private @Nullable Path jjava;

    private KernelSpec spec(Path data) {
      if (ijava != null) {
        return KernelSpec.ijava(StockJar.IJAVA.checked(ijava), data);
      }
      return jjava != null
          ? KernelSpec.jjava(StockJar.JJAVA.checked(jjava), data)
          : KernelSpec.own(data);
    }
  }
}
