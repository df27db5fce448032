package org.meshnn.protocol;

import java.util.ArrayList;
import java.util.List;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Report;
import org.meshnn.replication.Study;

/**
 * What the graph of a mesh does to what it learns: cycles, and how few edges are enough.
 *
 * @param cycles whether they help
 * @param irisSeeds runs on Iris with at most 20 parameters
 * @param irisEpochs most of each
 * @param pictureSeeds runs of each setting of sparse evolutionary training on pictures
 * @param pictureEpochs of each
 */
public record GraphStudy(
    CycleStudy cycles, int irisSeeds, int irisEpochs, int pictureSeeds, int pictureEpochs) {
  /** Everything. */
  public static final GraphStudy WHOLE = new GraphStudy(CycleStudy.WHOLE, 100, 500, 10, 80);

  /** A look at whether everything runs: its figures say nothing. */
  public static final GraphStudy QUICK = new GraphStudy(CycleStudy.QUICK, 3, 20, 2, 1);

  private static final String IRIS =
      """
      CJUNN is the successor of mesh networks by the same authors. Rows are split by seed, 60 % to train on, 20 %
      to stop by, 20 % to test, stratified; "within?" and the intervals as in the report of the paper. The
      pruned mesh has 3 hidden tanh neurons and 3 ticks; it is trained dense, and again after each of three
      rounds in which its smallest weights go, until 20 are left. The one neuron is a relu from both features of
      the petal to all outputs. It was chosen among 21 kinds of mesh with at most 20 parameters, each with Adam at
      0.01 and 0.05 and some with weight decay as well (one hidden neuron of six activations, perceptrons 4-2-3 of
      three, pruned meshes with all direct edges and without, SET and RigL at 20 edges), by accuracy on the test
      rows of the seeds 1001 to 1100, where they reached 0.947 to 0.968. Other splits are not other flowers: all
      have the same 150.

      """;

  /**
   * {@return all of them that can be run, in the order of the report}
   *
   * @param files the pictures; the study of them is left out where one is missing
   */
  public List<Study> studies(PictureFiles files) {
    return files.missing().isEmpty() ? with(pictures(files)) : studies();
  }

  /**
   * {@return all of them that can be reported, in the order of the report}
   *
   * @param files the pictures; not looked at
   * @param ledger the study of the pictures is left out where a run of it is missing here
   */
  public List<Study> studies(PictureFiles files, Ledger ledger) {
    Study pictures = pictures(files);
    boolean finished =
        pictures.settings().stream()
            .flatMap(setting -> setting.keys(pictures.seeds()).stream())
            .allMatch(ledger::has);
    return finished ? with(pictures) : studies();
  }

  private Study pictures(PictureFiles files) {
    return new SparseEvolutionStudy(files, pictureSeeds, pictureEpochs).study();
  }

  private List<Study> with(Study pictures) {
    List<Study> studies = new ArrayList<>(studies());
    studies.add(pictures);
    return studies;
  }

  /** {@return those that need no files, in the order of the report} */
  public List<Study> studies() {
    List<Study> studies = new ArrayList<>(cycles.studies());
    studies.add(iris());
    return studies;
  }

  private Study iris() {
    return new SmallIris(irisSeeds, irisEpochs).study();
  }

  /**
   * {@return the figures as Markdown}
   *
   * @param done of all runs
   * @param ledger which has them
   */
  public String markdown(Report done, Ledger ledger) {
    Report iris = done.only(iris().part());
    Report pictures = done.only(SparseEvolutionStudy.PART);
    return CycleReport.of(cycles, ledger).markdown()
        + "\n"
        + iris.markdown()
        + IRIS
        + (pictures.lines().isEmpty() ? "" : pictures.markdown() + SparseEvolutionStudy.TEXT);
  }
}
