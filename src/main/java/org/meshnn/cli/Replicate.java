package org.meshnn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meshnn.notebook.document.MarkdownPage;
import org.meshnn.paper.Paper;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Provenance;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Report;
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
              + " target/replication-quick)")
  private @Nullable Path out;

  @Spec private CommandSpec spec;

  private static final int INTERRUPTED = 130; // as shells have it

  @Override
  public Integer call() throws IOException {
    Path folder =
        out != null ? out : Path.of("target", quick ? "replication-quick" : "replication");
    Paper paper = quick ? Paper.QUICK : Paper.WHOLE;
    long begin = System.nanoTime();
    Ledger ledger = open(folder.resolve("runs.tsv"));
    Replication replication = new Replication(paper.studies(), ledger);
    Overview overview = new Overview(replication, ledger, System.out);
    Report report = replication.run(overview::finished);
    if (report == null) {
      return INTERRUPTED;
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    overview.end(taken);
    String text = text(report, provenance(paper, report, overview, taken));
    Files.writeString(folder.resolve("report.md"), text);
    Files.writeString(folder.resolve("report.html"), MarkdownPage.html(text));
    System.out.println("report: " + folder.resolve("report.html") + " and report.md beside it");
    System.out.println("sha256 of all results: " + report.sha256());
    return 0;
  }

  private Ledger open(Path file) {
    try {
      return Ledger.open(file, Provenance.madeBy());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Provenance provenance(
      Paper paper, Report report, Overview overview, Duration taken) {
    return Provenance.here()
        .commit()
        .and("results, sha256 of all to the last bit", report.sha256())
        .and("seeds", "from 1 on, as many as runs: each for data or split, wiring, weights, order")
        .and("settings", paper.toString())
        .data("iris/iris.csv")
        .data("mnist/features.bin.gz")
        .data("fashion-mnist/features.bin.gz")
        .and("date", LocalDate.now(ZoneOffset.UTC).toString())
        .and("time taken", overview.time(taken));
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
        + (quick ? "**A quick run: few runs of few epochs. Its figures say nothing.**\n\n" : "")
        + report.markdown()
        + "## Provenance\n\n"
        + Report.markdown("what", provenance.facts());
  }
}
