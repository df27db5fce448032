package org.meshnn.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.meshnn.protocol.SeriesFiles;
import org.meshnn.protocol.TimeReport;
import org.meshnn.protocol.TimeStudy;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Provenance;
import org.meshnn.replication.Report;
import org.meshnn.replication.Study;

/**
 * Published protocols of learning online and of echo states.
 *
 * @param quick few and short runs
 * @param files the measured series
 */
record ReplicatedTime(boolean quick, SeriesFiles files) implements ReplicatedStudy {
  @Override
  public String folder() {
    return "replication-time";
  }

  private TimeStudy time() {
    return quick ? TimeStudy.QUICK : TimeStudy.WHOLE;
  }

  @Override
  public List<Study> studies() {
    return time().studies(files);
  }

  @Override
  public String text(Report done, Ledger ledger, String time) {
    return text(ledger);
  }

  /** The report of the runs that are finished. */
  String text(Ledger ledger) {
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
      provenance = provenance.and(name + ", sha256", files.sha256(name));
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
}
