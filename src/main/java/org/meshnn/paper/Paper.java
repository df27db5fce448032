package org.meshnn.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshnn.experiment.Experiment;
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
 * @param shorter divides all numbers of epochs; 1 for those of the paper
 */
public record Paper(int meshes, int seeds, int irisSeeds, int choosing, int shorter) {
  private static final int TICKS = 7;
  private static final int TOY_EPOCHS = 1500;
  private static final int IRIS_EPOCHS = 1000;
  private static final int OUR_EPOCHS = 200;
  private static final int IMAGE_EPOCHS = 100;
  private static final int CORRECTED_EPOCHS = 25; // those of the rerun
  private static final int CHOOSING_EPOCHS = 30;

  private static final String GRADIENT = "Section 2.2: is it the gradient?";
  private static final String SMALL = "Section 4.1: toy sets and Iris";
  private static final String IMAGES = "Section 4.2: MNIST and Fashion-MNIST";
  private static final String CHOICE = "Beyond the paper: which mesh? (on validation rows)";
  private static final String BEYOND = "Beyond the paper: does a mesh beat the perceptron?";

  /**
   * Checks that Iris has the most seeds.
   *
   * @param meshes of the numerical test, at least 2
   * @param seeds at least 2
   * @param irisSeeds more than {@code seeds}
   * @param choosing at least 2
   * @param shorter at least 1
   * @throws IllegalArgumentException if there are no more seeds on Iris than on the others
   */
  public Paper {
    if (seeds >= irisSeeds) {
      throw new IllegalArgumentException(
          "expected more seeds on Iris than " + seeds + ", got " + irisSeeds);
    }
  }

  /** Everything as the paper has it, and what goes beyond. */
  public static final Paper WHOLE = new Paper(100, 10, 100, 3, 1);

  /** A look at whether everything runs: its figures say nothing. */
  public static final Paper QUICK = new Paper(4, 2, 4, 2, 100);

  /** {@return all of them, in the order of the report} */
  public List<Study> studies() {
    List<Study> studies = new ArrayList<>(List.of(gradient(), published()));
    studies.addAll(section41());
    studies.addAll(section42());
    studies.addAll(choices());
    studies.addAll(beyond());
    return studies;
  }

  /** {@return the studies of the toy sets and Iris} */
  public List<Study> section41() {
    List<Study> studies = new ArrayList<>();
    for (Toys set : Toys.values()) {
      studies.add(toy(set));
    }
    studies.add(iris(seeds));
    studies.add(iris(irisSeeds));
    return studies;
  }

  /** {@return the studies of MNIST and Fashion-MNIST, one for each {@link Setup}} */
  public List<Study> section42() {
    return Arrays.stream(Images.values())
        .flatMap(set -> Setup.ALL.stream().map(setup -> images(set, setup)))
        .toList();
  }

  /**
   * {@return the studies that the wiring was chosen by: candidates on the validation rows of both
   * image sets}
   */
  public List<Study> choices() {
    return Arrays.stream(Images.values()).map(this::choice).toList();
  }

  /**
   * {@return the studies of whether a mesh beats the perceptrons of the paper, on the test rows of
   * both image sets}
   */
  public List<Study> beyond() {
    return Arrays.stream(Images.values())
        .flatMap(set -> Stream.of(beyond(set, Net.MLP_13), beyond(set, Net.MLP_17)))
        .toList();
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
              name + ", T = " + ticks,
              "T = " + ticks,
              0,
              run.apply(new NumericalTest(ticks)),
              null));
    }
    return new Study(GRADIENT, name, Metric.ERROR, meshes, settings, List.of(), 0)
        .knownTo(PaperStudies.class);
  }

  private int epochs(int whole) {
    return Math.max(1, whole / shorter);
  }

  private Study toy(Toys set) {
    Experiment experiment = set.experiment(epochs(TOY_EPOCHS), epochs(OUR_EPOCHS));
    return section41(set.toString(), "", experiment, seeds, TOY_EPOCHS, Claims.of(set), 0);
  }

  private Study iris(int runs) {
    Claim claim = runs == irisSeeds ? Claims.IRIS : Claims.IRIS_RERUN;
    Experiment experiment = Iris.experiment(epochs(IRIS_EPOCHS), epochs(OUR_EPOCHS));
    return section41(
        "Iris",
        ", " + runs + " seeds",
        experiment,
        runs,
        IRIS_EPOCHS,
        claim,
        Section41.TEST / (1 - Section41.TEST));
  }

  private Study section41(
      String data,
      String more,
      Experiment experiment,
      int runs,
      int publishedEpochs,
      @Nullable Claim claim,
      double overlap) {
    return new Study(
            SMALL,
            data + more,
            Metric.ACCURACY,
            runs,
            List.of(
                Setting.of(data, experiment, Section41.PUBLISHED, epochs(publishedEpochs), claim),
                Setting.of(data, experiment, Section41.OURS, epochs(OUR_EPOCHS), null)),
            List.of(new Pair(Section41.OURS, Section41.PUBLISHED)),
            overlap)
        .knownTo(PaperStudies.class);
  }

  private Study images(Images set, Setup setup) {
    List<Net> nets =
        setup == Setup.AS_IN_2020
            ? List.of(Net.MESH_85, Net.MESH_80)
            : List.of(Net.MESH_85, Net.MESH_80, Net.MLP_13, Net.MLP_17);
    List<Claim> claims = Claims.of(set, setup);
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
    return new Study(IMAGES, name(set, setup), Metric.ACCURACY, seeds, settings, pairs, 0)
        .knownTo(PaperStudies.class);
  }

  /**
   * {@return the name of the study of a setup on an image set}
   *
   * @param set of images
   * @param setup how its networks are trained
   */
  public static String name(Images set, Setup setup) {
    return set + ", " + setup;
  }

  private Setting setting(Images set, Setup setup, Net net, @Nullable Claim claim) {
    int epochs = epochs(setup == Setup.CORRECTED ? CORRECTED_EPOCHS : IMAGE_EPOCHS);
    return new Setting(
        name(set, setup) + ", " + net,
        net.name(),
        epochs,
        seed -> setup.run(set, net, epochs, seed),
        claim);
  }

  /**
   * {@return the name of the study of candidates on an image set}
   *
   * @param set of images
   */
  public static String choiceName(Images set) {
    return set + ", validation";
  }

  /**
   * Candidates with the parameters of MLP-13, measured on the last 10,000 training rows: random
   * wirings of several sizes, densities and ticks, and pruned ones.
   */
  private Study choice(Images set) {
    int epochs = epochs(CHOOSING_EPOCHS);
    int parameters = Beyond.parameters(Net.MLP_13);
    List<Setting> settings = new ArrayList<>();
    List<Net> nets = new ArrayList<>(List.of(Net.MLP_13));
    nets.addAll(Beyond.random(parameters));
    nets.forEach(net -> settings.add(candidate(set, net)));
    for (Pruning pruning : Beyond.pruned(parameters)) {
      settings.add(
          new Setting(
              choiceName(set) + ", " + pruning,
              pruning.name(),
              epochs,
              seed -> pruning.run(set.validation(), epochs, seed),
              null));
    }
    return new Study(CHOICE, choiceName(set), Metric.ACCURACY, choosing, settings, List.of(), 0)
        .knownTo(PaperStudies.class);
  }

  /** Measured on the last 10,000 training rows. */
  Setting candidate(Images set, Net net) {
    int epochs = epochs(CHOOSING_EPOCHS);
    return new Setting(
        choiceName(set) + ", " + net,
        net.name(),
        epochs,
        seed -> Setup.AS_IT_SHOULD_BE.run(set.validation(), net, epochs, seed),
        null);
  }

  /**
   * {@return the name of the study that answers the question on an image set}
   *
   * @param set of images
   * @param perceptron to be beaten
   */
  public static String beyondName(Images set, Net perceptron) {
    return set + ", against " + perceptron;
  }

  /** The chosen ones against a perceptron of as many parameters, on the test rows. */
  private Study beyond(Images set, Net perceptron) {
    int parameters = Beyond.parameters(perceptron);
    Net random = Beyond.chosenRandom(parameters);
    Pruning layered = Beyond.chosenPerceptron(parameters);
    Pruning mesh = Beyond.chosenMesh(parameters);
    List<Setting> settings =
        List.of(
            perceptron(set, perceptron),
            against(set, perceptron, random),
            against(set, perceptron, layered),
            against(set, perceptron, mesh));
    List<Pair> pairs =
        List.of(
            new Pair(random.name(), perceptron.name()),
            new Pair(layered.name(), perceptron.name()),
            new Pair(mesh.name(), perceptron.name()),
            new Pair(mesh.name(), layered.name()));
    return new Study(
            BEYOND, beyondName(set, perceptron), Metric.ACCURACY, seeds, settings, pairs, 0)
        .knownTo(PaperStudies.class);
  }

  /** The perceptron itself, trained as it should be. */
  Setting perceptron(Images set, Net perceptron) {
    return setting(set, Setup.AS_IT_SHOULD_BE, perceptron, null);
  }

  /** A mesh against a perceptron of as many parameters. */
  Setting against(Images set, Net perceptron, Net net) {
    int epochs = epochs(IMAGE_EPOCHS);
    return new Setting(
        beyondName(set, perceptron) + ", " + net,
        net.name(),
        epochs,
        seed -> Setup.AS_IT_SHOULD_BE.run(set, net, epochs, seed),
        null);
  }

  /** A pruned one against a perceptron of as many parameters. */
  Setting against(Images set, Net perceptron, Pruning pruning) {
    int epochs = epochs(IMAGE_EPOCHS);
    return new Setting(
        beyondName(set, perceptron) + ", " + pruning,
        pruning.name(),
        epochs,
        seed -> pruning.run(set.rows(true), epochs, seed),
        null);
  }
}
