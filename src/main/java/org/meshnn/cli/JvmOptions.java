package org.meshnn.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import org.meshnn.notebook.kernel.KernelSpec;

/**
 * The options of a JVM that cells run in: vector instructions, no display, no warning about a
 * library of tablesaw's. {@code java -jar} cannot have the first of them in its manifest, so what
 * computes starts a JVM with them when its own is without.
 */
final class JvmOptions {
  private static final String VECTOR = "jdk.incubator.vector";
  private static final int WARNS_OF_UNSAFE = 24; // the first Java that does

  private JvmOptions() {}

  /** Own options last: of two that contradict each other the JVM takes the later. */
  static List<String> forCells() {
    List<String> options = new ArrayList<>();
    if (ModuleFinder.ofSystem().find(VECTOR).isPresent()) {
      options.add("--add-modules=" + VECTOR);
    }
    options.add("-Djava.awt.headless=true");
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent") && !option.startsWith("-agent"))
        .forEach(options::add);
    return options;
  }

  /** Whether this JVM could have had vector instructions, but was started without. */
  static boolean missing() {
    return ModuleLayer.boot().findModule(VECTOR).isEmpty()
        && ModuleFinder.ofSystem().find(VECTOR).isPresent();
  }

  /**
   * Runs the command line in a JVM with these options, on the terminal of this one, and ends with
   * it: what ends this process, Ctrl-C or a signal, is passed on, and waited for.
   *
   * @return its exit status
   */
  static int run(String[] arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(KernelSpec.java().toString()));
    command.addAll(forCells());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.INHERIT)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    return process.waitFor();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
