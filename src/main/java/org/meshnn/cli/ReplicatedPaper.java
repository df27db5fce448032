package org.meshnn.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.meshnn.paper.Paper;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Provenance;
import org.meshnn.replication.Report;
import org.meshnn.replication.RunSeconds;
import org.meshnn.replication.Study;

/**
 * The paper's experiments.
 *
 * @param quick few runs of few epochs
 */
record ReplicatedPaper(boolean quick) implements ReplicatedStudy {
  @Override
  public String folder() {
    return "replication";
  }

  private Paper paper() {
    return quick ? Paper.QUICK : Paper.WHOLE;
  }

  @Override
  public List<Study> studies() {
    return paper().studies();
  }

  @Override
  public RunSeconds seconds() {
    return quick ? RunSeconds.unknown() : RunSeconds.stored();
  }

  @Override
  public String text(Report done, Ledger ledger, String time) {
    return text(done, provenance(paper(), done, time));
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
