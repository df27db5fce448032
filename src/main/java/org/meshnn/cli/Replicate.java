package org.meshnn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meshnn.notebook.document.MarkdownPage;
import org.meshnn.protocol.PictureFiles;
import org.meshnn.protocol.SeriesFiles;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Provenance;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Report;
import org.meshnn.replication.RunSeconds;
import org.meshnn.replication.TimeLeft;
import org.meshnn.workers.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the paper's experiments and writes the report. */
@Command(
    name = "replicate",
    mixinStandardHelpOptions = true,
    description =
        "Run all experiments of the paper on all processors and write a report. Finished runs are"
            + " kept: after a kill, the same command goes on.")
final class Replicate implements Callable<Integer> {
  @Option(names = "--quick", description = "few runs of few epochs: does everything work?")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "where runs and report are kept (default: target/replication, with --quick"
              + " target/replication-quick, of time target/replication-time, and so on)")
  private @Nullable Path out;

  @Option(
      names = "--study",
      paramLabel = "NAME",
      description =
          "paper; time: published protocols of learning online and of echo states; graphs: do"
              + " cycles help, which wiring does best, how few edges are enough? (default: paper)")
  private String study = "paper";

  @Option(
      names = "--series",
      paramLabel = "DIR",
      description =
          "where sunspot.txt and laser.txt are, which --study time asks for; without them their"
              + " runs are left out")
  private @Nullable Path series;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "where the four files of Fashion-MNIST are, train-images-idx3-ubyte.gz and so on, which"
              + " --study graphs asks for (https://github.com/zalandoresearch/fashion-mnist);"
              + " without them their runs are left out")
  private @Nullable Path pictures;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "runs side by side (default: one for each processor)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--cluster",
      paramLabel = "ADDRESS",
      description =
          "make the runs on a cluster instead, for example spark://host:7077 (see"
              + " src/spark/README.md)")
  private @Nullable String cluster;

  @Option(
      names = "--report",
      description =
          "with --study time or graphs: write the report of the runs that are kept, and run nothing;"
              + " of graphs, all have to be finished")
  private boolean report;

  @Spec private CommandSpec spec;

  private static final int INTERRUPTED = 130; // as shells have it

  @Override
  public Integer call() throws IOException {
    ReplicatedStudy studied = studied();
    Path folder = folder(studied);
    if (report) {
      return reported(studied, folder);
    }
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "expected 1 run side by side or more, got --threads " + threads);
    }
    if (studied instanceof ReplicatedTime time) {
      time.files()
          .missing()
          .forEach(name -> System.out.println(name + " is not there: see --series"));
    }
    if (studied instanceof ReplicatedGraphs graphs) {
      graphs
          .pictures()
          .missing()
          .forEach(name -> System.out.println(name + " is not there: see --pictures"));
    }
    long begin = System.nanoTime();
    Ledger ledger = open(folder.resolve("runs.tsv"));
    RunSeconds seconds = studied.seconds();
    Replication replication = new Replication(seconds.measured(studied.studies()), ledger, threads);
    TimeLeft left = new TimeLeft(seconds, replication.waiting(), threads);
    Overview overview = new Overview(replication, ledger, left, System.out);
    Report done;
    try (Workers workers = workers()) {
      done = replication.run(workers, overview::finished);
    }
    if (done == null) {
      return INTERRUPTED;
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    overview.end(taken);
    if (cluster == null) {
      seconds.write(folder.resolve("seconds.tsv")); // of a cluster nothing was measured here
    }
    write(folder, studied.text(done, ledger, overview.time(taken)));
    System.out.println("sha256 of all results: " + done.sha256());
    return 0;
  }

  private Workers workers() {
    try {
      return cluster == null ? Workers.threads(threads) : Workers.at(cluster);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Path folder(ReplicatedStudy studied) {
    String name = studied.folder() + (quick ? "-quick" : "");
    return out != null ? out : Path.of("target", name);
  }

  private ReplicatedStudy studied() {
    return switch (study) {
      case "paper" -> new ReplicatedPaper(quick);
      case "time" -> new ReplicatedTime(quick, new SeriesFiles(series));
      case "graphs" -> new ReplicatedGraphs(quick, new PictureFiles(pictures));
      default ->
          throw new ParameterException(
              spec.commandLine(), "expected --study paper, time or graphs, got " + study);
    };
  }

  private static void write(Path folder, String text) throws IOException {
    Files.writeString(folder.resolve("report.md"), text);
    Files.writeString(folder.resolve("report.html"), MarkdownPage.html(text));
    System.out.println("report: " + folder.resolve("report.html") + " and report.md beside it");
  }

  private int reported(ReplicatedStudy studied, Path folder) throws IOException {
    if (studied instanceof ReplicatedPaper) {
      throw new ParameterException(
          spec.commandLine(), "expected --study time or graphs with --report, got " + study);
    }
    Ledger ledger = Ledger.look(folder.resolve("runs.tsv"));
    write(
        folder,
        studied instanceof ReplicatedTime time ? time.text(ledger) : finished(studied, ledger));
    return 0;
  }

  private String finished(ReplicatedStudy studied, Ledger ledger) {
    Replication replication = new Replication(studied.studies(ledger), ledger, 1);
    int waiting = replication.waiting().size();
    Report done = waiting == 0 ? replication.run() : null;
    if (done == null) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              Locale.ROOT,
              "expected all %,d runs to be finished, %,d are not; run them first, without --report",
              replication.runs(),
              waiting));
    }
    return studied.text(done, ledger, "not measured: the runs were there");
  }

  private Ledger open(Path file) {
    try {
      return Ledger.open(file, Provenance.madeBy());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
