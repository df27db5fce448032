package org.meshnn.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.meshnn.replication.Report;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.Study.Metric;
import org.meshnn.replication.Study.Pair;

/**
 * Which wiring, with exactly as many parameters? A perceptron, a random mesh whose edges stay, one
 * whose edges are moved by SET or by RigL while it learns, a pruned perceptron, a pruned mesh; on
 * the features of both image sets. Those that {@link Paper#beyond} has are the same runs.
 *
 * @param paper has seeds and epochs
 */
public record WiringStudy(Paper paper) {
  /** Everything. */
  public static final WiringStudy WHOLE = new WiringStudy(Paper.WHOLE);

  /** A look at whether everything runs: its figures say nothing. */
  public static final WiringStudy QUICK = new WiringStudy(Paper.QUICK);

  private static final String PART = "Which wiring?";
  private static final String CHOICE = "Which wiring? Sizes for SET and RigL (on validation rows)";

  private static final String TEXT =
      """
      In each group all have exactly the parameters of its perceptron, edges of the bias among them, and are trained
      as "as it should be" in the report of the paper: standardised features, first weights by He, relu, linear
      outputs, Adam at 0.001, batches of 32, 100 epochs. The random mesh keeps the edges it was drawn with. SET and
      RigL begin with a mesh drawn in the same way and move its edges among all pairs of an input or hidden neuron
      and a hidden or output neuron, self-loops included; the bias keeps its edge to every neuron. SET replaces 0.3
      of the edges after each epoch, RigL 0.3 at first and ever fewer every 100 steps of the first 75 epochs. The
      pruned begin with all their edges, those of the bias among those that may go, and lose them in 8 rounds
      between epochs 25 and 60: they have had many more edges than they end with, the others never.

      Sizes were chosen by the mean of both sets on validation rows with 751 parameters, and taken over for 1047; of
      SET and RigL from the table below, of the others in the report of the paper, whose runs these are. p is that of
      the paired t-test over seeds, adjusted by Holm for all differences of this part. Assumed: differences between
      runs of the same seed are independent from seed to seed and about normal in the mean. Figures are about other
      seeds on the same pictures, not about other pictures; 10,000 test pictures are one sample.

      """;

  /** {@return all of them, in the order of the report} */
  public List<Study> studies() {
    List<Study> studies = new ArrayList<>(comparisons());
    studies.addAll(choices());
    return studies;
  }

  /** {@return the comparisons on the test rows, one for each image set and number of parameters} */
  public List<Study> comparisons() {
    return Arrays.stream(Images.values())
        .flatMap(set -> Stream.of(comparison(set, Net.MLP_13), comparison(set, Net.MLP_17)))
        .toList();
  }

  /** {@return the studies that sizes were chosen by, one for each image set} */
  public List<Study> choices() {
    return Arrays.stream(Images.values()).map(this::choice).toList();
  }

  private Study comparison(Images set, Net perceptron) {
    int parameters = Beyond.parameters(perceptron);
    Setting layered = paper.perceptron(set, perceptron);
    Setting random = paper.against(set, perceptron, Beyond.chosenRandom(parameters));
    List<Setting> found = // wirings that training finds
        List.of(
            paper.against(set, perceptron, Beyond.chosenSet(parameters)),
            paper.against(set, perceptron, Beyond.chosenRigl(parameters)),
            paper.against(set, perceptron, Beyond.chosenPerceptron(parameters)),
            paper.against(set, perceptron, Beyond.chosenMesh(parameters)));
    List<Setting> settings = new ArrayList<>(List.of(layered, random));
    List<Pair> pairs = new ArrayList<>(List.of(new Pair(random.name(), layered.name())));
    settings.addAll(found);
    for (Setting against : List.of(layered, random)) {
      found.forEach(setting -> pairs.add(new Pair(setting.name(), against.name())));
    }
    return new Study(
            PART, name(set, parameters), Metric.ACCURACY, paper.seeds(), settings, pairs, 0)
        .knownTo(PaperStudies.class);
  }

  /**
   * {@return the name of a comparison}
   *
   * @param set of images
   * @param parameters 751 or 1047
   */
  public static String name(Images set, int parameters) {
    return set + ", " + parameters + " parameters";
  }

  private Study choice(Images set) {
    int parameters = Beyond.parameters(Net.MLP_13);
    List<Net> nets = new ArrayList<>(Beyond.sizes(Net::set, parameters));
    nets.addAll(Beyond.sizes(Net::rigl, parameters));
    List<Setting> settings = nets.stream().map(net -> paper.candidate(set, net)).toList();
    return new Study(
            CHOICE, choiceName(set), Metric.ACCURACY, paper.choosing(), settings, List.of(), 0)
        .knownTo(PaperStudies.class);
  }

  /**
   * {@return the name of the study that sizes were chosen by on an image set}
   *
   * @param set of images
   */
  public static String choiceName(Images set) {
    return set + ", SET and RigL, validation";
  }

  /**
   * {@return the figures as Markdown}
   *
   * @param done of all runs
   */
  public String markdown(Report done) {
    return done.only(PART).markdown() + TEXT + done.only(CHOICE).markdown();
  }
}
