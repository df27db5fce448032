package org.meshnn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meshnn.notebook.document.MarkdownPage;
import org.meshnn.paper.Paper;
import org.meshnn.protocol.SeriesFiles;
import org.meshnn.protocol.TimeReport;
import org.meshnn.protocol.TimeStudy;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Provenance;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Report;
import org.meshnn.replication.RunSeconds;
import org.meshnn.replication.Study;
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
              + " target/replication-quick, of time target/replication-time)")
  private @Nullable Path out;

  @Option(
      names = "--study",
      paramLabel = "NAME",
      description =
          "paper, or time: published protocols of learning online and of echo states"
              + " (default: paper)")
  private String study = PAPER;

  @Option(
      names = "--series",
      paramLabel = "DIR",
      description =
          "where sunspot.txt and laser.txt are, which --study time asks for; without them their"
              + " runs are left out")
  private @Nullable Path series;

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
          "with --study time: write the report of the runs that are finished, and run nothing")
  private boolean report;

  @Spec private CommandSpec spec;

  private static final String PAPER = "paper";
  private static final String TIME = "time";
  private static final String QUICK =
      "**A quick run: few and short runs. Its figures say nothing.**\n\n";
  private static final int INTERRUPTED = 130; // as shells have it

  @Override
  public Integer call() throws IOException {
    if (!study.equals(PAPER) && !study.equals(TIME)) {
      throw new ParameterException(
          spec.commandLine(), "expected --study paper or --study time, got " + study);
    }
    Path folder = folder();
    if (report) {
      return reported(folder);
    }
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "expected 1 run side by side or more, got --threads " + threads);
    }
    if (study.equals(TIME)) {
      files().missing().forEach(name -> System.out.println(name + " is not there: see --series"));
    }
    long begin = System.nanoTime();
    Ledger ledger = open(folder.resolve("runs.tsv"));
    RunSeconds seconds = seconds();
    Replication replication = new Replication(seconds.measured(studies()), ledger, threads);
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
    if (study.equals(TIME)) {
      write(folder, timeText(ledger));
    } else {
      write(folder, text(done, provenance(paper(), done, overview.time(taken))));
    }
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

  private Path folder() {
    String name = study.equals(PAPER) ? "replication" : "replication-" + study;
    return out != null ? out : Path.of("target", quick ? name + "-quick" : name);
  }

  private Paper paper() {
    return quick ? Paper.QUICK : Paper.WHOLE;
  }

  private TimeStudy time() {
    return quick ? TimeStudy.QUICK : TimeStudy.WHOLE;
  }

  private SeriesFiles files() {
    return new SeriesFiles(series);
  }

  private List<Study> studies() {
    return study.equals(PAPER) ? paper().studies() : time().studies(files());
  }

  private RunSeconds seconds() {
    return study.equals(PAPER) && !quick ? RunSeconds.stored() : RunSeconds.unknown();
  }

  private static void write(Path folder, String text) throws IOException {
    Files.writeString(folder.resolve("report.md"), text);
    Files.writeString(folder.resolve("report.html"), MarkdownPage.html(text));
    System.out.println("report: " + folder.resolve("report.html") + " and report.md beside it");
  }

  private int reported(Path folder) throws IOException {
    if (!study.equals(TIME)) {
      throw new ParameterException(
          spec.commandLine(), "expected --study time with --report, got " + study);
    }
    write(folder, timeText(Ledger.look(folder.resolve("runs.tsv"))));
    return 0;
  }

  private String timeText(Ledger ledger) {
    Provenance provenance =
        Provenance.here()
            .commit()
            .and("runs made by", ledger.madeBy())
            .and("results, sha256 of all to the last bit", TimeReport.sha256(time(), ledger))
            .and(
                "seeds",
                "from 1 on, of candidates from 101 on: each for series, wiring and weights")
            .and("settings", time().toString())
            .and("date", LocalDate.now(ZoneOffset.UTC).toString());
    for (String name : SeriesFiles.NAMES) {
      provenance = provenance.and(name + ", sha256", files().sha256(name));
    }
    return """
        # Published protocols of time, with meshes

        Each figure is a mean over runs, one a seed, in brackets the 95 % interval of that mean (Student's
        t). Empty: not run.

        """
        + (quick ? QUICK : "")
        + TimeReport.markdown(time(), ledger)
        + "\n## Provenance\n\n"
        + Report.markdown("what", provenance.facts());
  }

  private Ledger open(Path file) {
    try {
      return Ledger.open(file, Provenance.madeBy());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Provenance provenance(Paper paper, Report report, String time) {
    return Provenance.here()
        .commit()
        .and("results, sha256 of all to the last bit", report.sha256())
        .and("seeds", "from 1 on, as many as runs: each for data or split, wiring, weights, order")
        .and("settings", paper.toString())
        .data("iris/iris.csv")
        .data("mnist/features.bin.gz")
        .data("fashion-mnist/features.bin.gz")
        .and("date", LocalDate.now(ZoneOffset.UTC).toString())
        .and("time taken", time);
  }

  private String text(Report report, Provenance provenance) {
    return """
        # The paper's experiments, run again

        *Formal Derivation of Mesh Neural Networks with Their Forward-Only Gradient Propagation*
        (Galatolo, Cimino, Vaglini, Neural Processing Letters 53, 2021, doi 10.1007/s11063-021-10490-1).
        "Paper" figures stand in the authors' repository; "rerun" figures were measured with their
        code in 2026, where "corrected" means with its defects removed. Each line is the mean over its
        runs, one a seed, with the 95 % interval of that mean (Student's t). "Clipped": the interval
        went beyond what a mean can be (an accuracy: 0 to 1; an error: 0 or more), and ends there; it
        holds the true mean as surely. *within?*: whether the paper's or rerun's runs and ours may
        have the same mean over seeds, by the 95 % interval of the difference (Welch's; where no
        deviation is known, theirs is taken to be ours); "-" where they were made otherwise and are
        not to be compared.

        What intervals and tests are about: on the toy sets, other rows, as each seed draws its own. On
        Iris, other flowers: every run holds out another part of the same 150, so both are corrected
        for the training rows that runs share (Nadeau and Bengio 2003), without which they would
        shrink with every seed. (*within?* there asks about seeds on these 150 flowers, which the
        authors split as well, and is not corrected.) On section 4.2 and beyond, other seeds on the
        same features and the same test rows, not other pictures. Holm's p is adjusted for all
        differences of its part. The notebooks `paper-1` to `paper-4` explain.

        """
        + (quick ? QUICK : "")
        + report.markdown()
        + "## Provenance\n\n"
        + Report.markdown("what", provenance.facts());
  }
}
