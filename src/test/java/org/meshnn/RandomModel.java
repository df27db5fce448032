package org.meshnn;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A mesh that has learned a little from a random table: columns of every kind under awkward names,
 * classes or a value as the label, every activation, 1 to 7 ticks, every third with leaks and
 * activations by neuron.
 *
 * @param table what it learned from
 */
public record RandomModel(TrainedMesh model, Table table) {
  /** Names and entries that end a comment, a literal or an identifier, if they are let. */
  public static final List<String> AWKWARD =
      List.of(
          "*/ System.exit(1); /*",
          "\\u002a/",
          "\\u000a",
          "\";",
          "\\",
          "a\\\\",
          "line\nbreak",
          "a\rb",
          "class",
          "double",
          "a b",
          "a-b",
          "A_B",
          "L\u00e4nge",
          "\u6f22\u5b57",
          "\u202ex",
          "\ud83d\ude00",
          "1st",
          "{@code",
          "<b>&amp;",
          "@param",
          "a$1",
          "%s",
          "a\0b",
          "a\u0008b",
          "inputs",
          "row");

  private static final int ROWS = 12;

  /**
   * The model of a seed.
   *
   * @param seed hidden activation, output activation and ticks go round with it
   */
  public static RandomModel of(long seed) {
    RandomGenerator random = RandomMeshes.generator(seed);
    while (true) {
      try {
        Table table = table(random);
        return new RandomModel(mesh(seed, random).train(table, "the label", training()), table);
      } catch (IllegalArgumentException e) { // no path, or what is not standardised: another one
        if (!e.getMessage().contains("input") && !e.getMessage().contains("2^53")) {
          throw e;
        }
      }
    }
  }

  private static Mesh mesh(long seed, RandomGenerator random) {
    List<Activation> activations = Activation.all();
    Wiring wiring =
        random.nextInt(4) == 0 ? Wiring.complete() : Wiring.random(random.nextDouble(0.3), seed);
    Mesh mesh = Mesh.of(random.nextInt(60, 130)).connect(wiring);
    if (seed % 3 == 2) {
      Activation f = activations.get(random.nextInt(activations.size()));
      mesh = mesh.leak(0.3).leak(Neurons.hidden(0.5, seed), 0.9).leak(Neurons.hidden(0.2, 1), 1);
      mesh = mesh.activation(Neurons.hidden(0.4, seed), f);
    }
    mesh =
        mesh.ticks(1 + (int) (seed % 7))
            .bias(random.nextInt(4) > 0)
            .standardise(random.nextInt(4) > 0)
            .activation(activations.get((int) (seed % activations.size())))
            .outputActivation(
                activations.get((int) (seed / activations.size() % activations.size())));
    // Of numbers around 10^6 and what grows from them, a sine is no more exact than their last
    // bits.
    boolean sine = mesh.transition().toString().contains(Activation.SINE.toString());
    return sine ? mesh.standardise(true) : mesh;
  }

  private static Training training() {
    return Training.defaults()
        .epochs(1)
        .optimiser(Optimiser.sgd(1e-6))
        .gradient(GradientMethod.BACKWARD); // at 7 ticks, forward-only takes a gigabyte of indices
  }

  private static Table table(RandomGenerator random) {
    List<String> names = new ArrayList<>(AWKWARD);
    int many = random.nextInt(4) == 0 ? 33 : 0;
    List<Column<?>> columns = new ArrayList<>();
    for (int c = random.nextInt(1, 9) + many; c > 0; c--) {
      String name = names.isEmpty() ? "x" + c : names.remove(random.nextInt(names.size()));
      columns.add(feature(name, random));
    }
    columns.add(random.nextInt(columns.size() + 1), label(random));
    return Table.create("random", columns);
  }

  private static Column<?> feature(String name, RandomGenerator random) {
    double offset = random.nextInt(3) == 0 ? 1e6 * random.nextGaussian() : 0;
    double[] numbers =
        random.doubles(ROWS).map(u -> offset + 20 * u * (1 + random.nextDouble())).toArray();
    int far = random.nextBoolean() ? 60 : 20;
    return switch (random.nextInt(6)) {
      case 0 -> DoubleColumn.create(name, numbers);
      case 1 ->
          FloatColumn.create(name, IntStream.range(0, ROWS).mapToObj(i -> (float) numbers[i]));
      case 2 -> IntColumn.create(name, random.ints(ROWS, -9, 9).toArray());
      case 3 -> LongColumn.create(name, random.longs(ROWS, 1L << far, (1L << far) + 512).toArray());
      case 4 -> BooleanColumn.create(name, IntStream.range(0, ROWS).mapToObj(i -> i % 3 == 0));
      default -> StringColumn.create(name, words(random.nextInt(1, 7), random));
    };
  }

  private static List<String> words(int distinct, RandomGenerator random) {
    int first = random.nextInt(AWKWARD.size());
    return IntStream.range(0, ROWS)
        .mapToObj(i -> AWKWARD.get((first + i % distinct) % AWKWARD.size()))
        .toList();
  }

  private static Column<?> label(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> StringColumn.create("the label", words(random.nextInt(2, 7), random));
      case 1 -> BooleanColumn.create("the label", IntStream.range(0, ROWS).mapToObj(i -> i < 4));
      case 2 -> IntColumn.create("the label", IntStream.range(0, ROWS).map(i -> i % 3));
      default -> DoubleColumn.create("the label", random.doubles(ROWS, -1e5, 1e6).toArray());
    };
  }
}
