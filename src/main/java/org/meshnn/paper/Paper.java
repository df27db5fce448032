package org.meshnn.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.meshnn.Experiment;
import org.meshnn.replication.Claim;
import org.meshnn.replication.Result;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.Study.Metric;
import org.meshnn.replication.Study.Pair;

/**
 * All experiments of the paper as studies, with the figures to compare with: "paper" stands in the
 * authors' repository, "rerun" was measured with their code in 2026.
 *
 * @param meshes of the numerical test, for each number of ticks
 * @param seeds runs of each setting of the toy sets and the images
 * @param irisSeeds runs of each setting on Iris
 * @param choosing runs of each candidate on the validation rows
 * @param longer divides all numbers of epochs; 1 for those of the paper
 */
public record Paper(int meshes, int seeds, int irisSeeds, int choosing, int longer) {
  private static final int TICKS = 7;
  private static final int TOY_EPOCHS = 1500;
  private static final int IRIS_EPOCHS = 1000;
  private static final int OUR_EPOCHS = 200;
  private static final int IMAGE_EPOCHS = 100;
  private static final int CHOOSING_EPOCHS = 30;

  private static final String GRADIENT = "Section 2.2: is it the gradient?";
  private static final String SMALL = "Section 4.1: toy sets and Iris";
  private static final String IMAGES = "Section 4.2: MNIST and Fashion-MNIST";
  private static final String CHOICE = "Beyond the paper: which mesh? (on validation rows)";
  private static final String BEYOND = "Beyond the paper: does a mesh beat the perceptron?";

  /** Everything as the paper has it, and what goes beyond. */
  public static final Paper WHOLE = new Paper(100, 10, 100, 3, 1);

  /** A look at whether everything runs: its figures say nothing. */
  public static final Paper QUICK = new Paper(4, 2, 4, 2, 100);

  /** All of them, in the order of the report. */
  public List<Study> studies() {
    List<Study> studies = new ArrayList<>(List.of(gradient(), published()));
    for (Toys set : Toys.values()) {
      studies.add(toy(set));
    }
    studies.add(iris(Math.min(seeds, irisSeeds)));
    studies.add(iris(irisSeeds));
    for (Images set : Images.values()) {
      studies.addAll(images(set));
    }
    for (Images set : Images.values()) {
      studies.add(choice(set));
    }
    for (Images set : Images.values()) {
      studies.add(beyond(set, Net.MLP_13));
      studies.add(beyond(set, Net.MLP_17));
    }
    return studies;
  }

  private Study gradient() {
    return numerical("forward-only", test -> test::forwardOnly);
  }

  private Study published() {
    return numerical("published recurrence", test -> test::published);
  }

  private Study numerical(String name, Function<NumericalTest, LongFunction<Result>> run) {
    List<Setting> settings = new ArrayList<>();
    for (int ticks = 1; ticks <= TICKS; ticks++) {
      settings.add(
          new Setting(
              name + "; T = " + ticks,
              "T = " + ticks,
              0,
              run.apply(new NumericalTest(ticks)),
              null));
    }
    return new Study(GRADIENT, name, Metric.ERROR, meshes, settings, List.of());
  }

  private int epochs(int whole) {
    return Math.max(1, whole / longer);
  }

  private Study toy(Toys set) {
    Experiment experiment = set.experiment(epochs(TOY_EPOCHS), epochs(OUR_EPOCHS));
    return section41(set.toString(), "", experiment, seeds, TOY_EPOCHS, toyClaim(set));
  }

  private static Claim toyClaim(Toys set) {
    return switch (set) {
      case MOONS -> new Claim(0.998, "rerun; gradient mended");
      case CIRCLES -> new Claim(0.989, "rerun; gradient mended");
      case BLOBS -> new Claim(0.766, "rerun; gradient mended");
      case BLOBS2 -> new Claim(0.896, "rerun; gradient mended");
      case SPIRALS -> new Claim(0.933, "rerun; gradient mended");
    };
  }

  private Study iris(int runs) {
    Claim claim =
        runs == irisSeeds
            ? new Claim(0.975, "paper; 40 of 45 test rows")
            : new Claim(0.958, 0.033, "rerun; gradient mended");
    Experiment experiment = Iris.experiment(epochs(IRIS_EPOCHS), epochs(OUR_EPOCHS));
    return section41("Iris", "; " + runs + " seeds", experiment, runs, IRIS_EPOCHS, claim);
  }

  private Study section41(
      String data, String more, Experiment experiment, int runs, int publishedEpochs, Claim claim) {
    return new Study(
        SMALL,
        data + more,
        Metric.ACCURACY,
        runs,
        List.of(
            Setting.of(data, experiment, Section41.PUBLISHED, epochs(publishedEpochs), claim),
            Setting.of(data, experiment, Section41.OURS, epochs(OUR_EPOCHS), null)),
        List.of(new Pair(Section41.OURS, Section41.PUBLISHED)));
  }

  /** The studies of section 4.2 on an image set, one a setup. */
  public List<Study> images(Images set) {
    boolean mnist = set == Images.MNIST;
    String script = "rerun of the script";
    String mended = "rerun; mended";
    return List.of(
        images(
            set,
            Setup.AS_PUBLISHED,
            mnist
                ? List.of(
                    new Claim(.373, .073, script), new Claim(.404, .117, script),
                    new Claim(.798, .053, script), new Claim(.833, .038, script))
                : List.of(
                    new Claim(.343, .091, script), new Claim(.398, .090, script),
                    new Claim(.756, .016, script), new Claim(.755, .037, script))),
        images(
            set,
            Setup.AS_IN_2020,
            mnist
                ? List.of(new Claim(.718, .043, script), new Claim(.777, .048, script))
                : List.of(new Claim(.718, .007, script), new Claim(.737, .003, script))),
        images(
            set,
            Setup.FORMAL_MODEL,
            mnist
                ? List.of(new Claim(.461, mended), new Claim(.551, mended))
                : List.of(new Claim(.452, mended), new Claim(.483, mended))),
        images(
            set,
            Setup.AS_IT_SHOULD_BE,
            mnist
                ? List.of(
                    new Claim(.799, .020, mended), new Claim(.836, .008, mended),
                    new Claim(.854, .011, mended), new Claim(.875, .007, mended))
                : List.of(
                    new Claim(.721, .005, mended), new Claim(.745, .009, mended),
                    new Claim(.752, .012, mended), new Claim(.769, .013, mended))));
  }

  /**
   * One setup on one image set.
   *
   * @param claims on the meshes, and on the perceptrons where there are four; two for a setup that
   *     makes no difference to perceptrons
   */
  private Study images(Images set, Setup setup, List<Claim> claims) {
    List<Net> nets =
        setup == Setup.AS_IN_2020
            ? List.of(Net.MESH_85, Net.MESH_80)
            : List.of(Net.MESH_85, Net.MESH_80, Net.MLP_13, Net.MLP_17);
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < nets.size(); i++) {
      settings.add(setting(set, setup, nets.get(i), i < claims.size() ? claims.get(i) : null));
    }
    List<Pair> pairs =
        nets.size() == 2
            ? List.of()
            : List.of(
                new Pair(Net.MESH_85.name(), Net.MLP_13.name()),
                new Pair(Net.MESH_80.name(), Net.MLP_17.name()));
    return new Study(IMAGES, name(set, setup), Metric.ACCURACY, seeds, settings, pairs);
  }

  /** The name of the study of a setup on an image set. */
  public static String name(Images set, Setup setup) {
    return set + "; " + setup;
  }

  private Setting setting(Images set, Setup setup, Net net, Claim claim) {
    int epochs = epochs(IMAGE_EPOCHS);
    return new Setting(
        name(set, setup) + "; " + net,
        net.name(),
        epochs,
        seed -> setup.run(set, net, epochs, seed),
        claim);
  }

  /** The name of the study of candidates on an image set. */
  public static String choiceName(Images set) {
    return set + "; validation";
  }

  /**
   * Candidates with the parameters of MLP-13, measured on the last 10,000 training rows: random
   * wirings of several sizes, densities and ticks, and pruned ones.
   */
  public Study choice(Images set) {
    int epochs = epochs(CHOOSING_EPOCHS);
    int parameters = Beyond.parameters(Net.MLP_13);
    List<Setting> settings = new ArrayList<>();
    List<Net> nets = new ArrayList<>(List.of(Net.MLP_13));
    nets.addAll(Beyond.random(parameters));
    for (Net net : nets) {
      settings.add(
          new Setting(
              choiceName(set) + "; " + net,
              net.name(),
              epochs,
              seed -> Setup.AS_IT_SHOULD_BE.run(set.validation(), net, epochs, seed),
              null));
    }
    for (Pruning pruning : Beyond.pruned(parameters)) {
      settings.add(
          new Setting(
              choiceName(set) + "; " + pruning,
              pruning.name(),
              epochs,
              seed -> pruning.run(set.validation(), epochs, seed),
              null));
    }
    return new Study(CHOICE, choiceName(set), Metric.ACCURACY, choosing, settings, List.of());
  }

  /** The name of the study that answers the question on an image set. */
  public static String beyondName(Images set, Net perceptron) {
    return set + "; against " + perceptron;
  }

  /** The chosen ones against a perceptron of as many parameters, on the test rows. */
  public Study beyond(Images set, Net perceptron) {
    int epochs = epochs(IMAGE_EPOCHS);
    int parameters = Beyond.parameters(perceptron);
    Net random = Beyond.chosenRandom(parameters);
    List<Setting> settings = new ArrayList<>();
    settings.add(setting(set, Setup.AS_IT_SHOULD_BE, perceptron, null));
    settings.add(setting(set, Setup.AS_IT_SHOULD_BE, random, null));
    List<Pair> pairs = new ArrayList<>(List.of(new Pair(random.name(), perceptron.name())));
    Pruning layered = Beyond.prunedPerceptron(parameters);
    Pruning mesh = Beyond.chosenMesh(parameters);
    for (Pruning pruning : List.of(layered, mesh)) {
      settings.add(
          new Setting(
              beyondName(set, perceptron) + "; " + pruning,
              pruning.name(),
              epochs,
              seed -> pruning.run(set.rows(true), epochs, seed),
              null));
      pairs.add(new Pair(pruning.name(), perceptron.name()));
    }
    pairs.add(new Pair(mesh.name(), layered.name()));
    return new Study(BEYOND, beyondName(set, perceptron), Metric.ACCURACY, seeds, settings, pairs);
  }
}
