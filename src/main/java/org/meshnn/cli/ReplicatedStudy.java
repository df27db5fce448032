package org.meshnn.cli;

import java.util.List;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Report;
import org.meshnn.replication.RunSeconds;
import org.meshnn.replication.Study;

/** What {@code replicate --study NAME} runs, and what it writes of it. */
sealed interface ReplicatedStudy permits ReplicatedPaper, ReplicatedTime, ReplicatedGraphs {
  /** Above the figures of a quick run. */
  String QUICK = "**A quick run: few and short runs. Its figures say nothing.**\n\n";

  /** The folder of the report, below target. */
  String folder();

  /** All studies that can be run. */
  List<Study> studies();

  /** All studies that can be reported of the runs there are. */
  default List<Study> studies(Ledger ledger) {
    return studies();
  }

  /** How long its runs take, as far as that was measured. */
  default RunSeconds seconds() {
    return RunSeconds.unknown();
  }

  /**
   * The report, as Markdown.
   *
   * @param done of all runs
   * @param ledger which has them
   * @param time how long it took, in words
   */
  String text(Report done, Ledger ledger, String time);
}
