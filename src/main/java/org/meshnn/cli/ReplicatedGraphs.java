package org.meshnn.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.meshnn.paper.WiringStudy;
import org.meshnn.protocol.GraphStudy;
import org.meshnn.protocol.PictureFiles;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Provenance;
import org.meshnn.replication.Report;
import org.meshnn.replication.Study;

/**
 * Studies of the graph.
 *
 * @param quick few and short runs
 * @param pictures of garments
 */
record ReplicatedGraphs(boolean quick, PictureFiles pictures) implements ReplicatedStudy {
  @Override
  public String folder() {
    return "replication-graphs";
  }

  private GraphStudy graphs() {
    return quick ? GraphStudy.QUICK : GraphStudy.WHOLE;
  }

  private WiringStudy wirings() {
    return quick ? WiringStudy.QUICK : WiringStudy.WHOLE;
  }

  @Override
  public List<Study> studies() {
    return and(graphs().studies(pictures));
  }

  @Override
  public List<Study> studies(Ledger ledger) {
    return and(graphs().studies(pictures, ledger));
  }

  private List<Study> and(List<Study> others) {
    List<Study> studies = new ArrayList<>(others);
    studies.addAll(wirings().studies());
    return studies;
  }

  @Override
  public String text(Report done, Ledger ledger, String time) {
    Provenance provenance =
        Provenance.here()
            .commit()
            .and("runs made by", ledger.madeBy())
            .and("results, sha256 of all to the last bit", done.sha256())
            .and("seeds", "from 1 on: each for wiring, function and weights")
            .and("settings", graphs() + ", " + wirings())
            .data("iris/iris.csv")
            .data("mnist/features.bin.gz")
            .data("fashion-mnist/features.bin.gz")
            .and("date", LocalDate.now(ZoneOffset.UTC).toString())
            .and("time", time);
    return "# Studies of the graph\n\n"
        + (quick ? QUICK : "")
        + graphs().markdown(done, ledger)
        + wirings().markdown(done)
        + "## Provenance\n\n"
        + Report.markdown("what", provenance.facts());
  }
}
