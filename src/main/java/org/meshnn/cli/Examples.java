package org.meshnn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the notebooks that the self-contained jar brings; one that is there already is kept. */
@Command(
    name = "notebooks",
    mixinStandardHelpOptions = true,
    description = "Write the introductory notebooks into a folder, to open or run.")
final class Examples implements Callable<Integer> {
  private static final String FOLDER = "/META-INF/meshnn/notebooks/";
  private static final List<String> FILES =
      List.of(
          "01-quickstart.ipynb",
          "02-tour.ipynb",
          "03-keep-and-share.ipynb",
          "04-time.ipynb",
          "05-graphs.ipynb",
          "06-tables-in-earnest.ipynb");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "notebooks",
      description = "where they are written (default: ${DEFAULT-VALUE})")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    for (String file : FILES) {
      try (InputStream in = Examples.class.getResourceAsStream(FOLDER + file)) {
        if (in == null) {
          throw new ParameterException(
              spec.commandLine(),
              "expected the self-contained jar, which brings notebooks; this build has them in the"
                  + " folder notebooks of its source");
        }
        Path to = out.resolve(file);
        if (Files.exists(to)) {
          System.out.println("kept   " + to + ", which was there");
          continue;
        }
        Files.createDirectories(out);
        Files.copy(in, to);
        System.out.println("wrote  " + to);
      }
    }
    return 0;
  }
}
