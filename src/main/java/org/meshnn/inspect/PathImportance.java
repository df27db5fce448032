package org.meshnn.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Topology;
import org.meshnn.plot.Picture;
import org.meshnn.plot.RankedBars;
import org.meshnn.scores.Interval;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Which ways through the mesh carry what it answers: each walk from an input or the bias to an
 * output within the ticks, cycles included, and its contribution to that output,
 *
 * <pre>
 *   x_i  product over the ticks of  A[k, j] a_j f_j'(Z_j(t)) + [k = j] (1 - a_j),
 * </pre>
 *
 * the term of that walk when the derivative dS_o(T)/dx_i is written out by the chain rule, times
 * the input. So the contributions of all walks of a row from an input to an output add up to {@code
 * x_i dS_o(T)/dx_i}, exactly. Where all activations are relu, leaky relu or identity, f(z) = f'(z)
 * z, and those of all inputs and the bias add up to the output itself. What a neuron with a leak
 * keeps counts as a step from it to itself.
 *
 * <p>Paths are ranked by the mean over the rows of the magnitude of their contribution; the share
 * is that of the sum over all walks, which is known exactly without listing them. Outputs are as
 * the mesh has them, before a softmax, and of a value in standard deviations of the label; inputs
 * are as {@link TrainedMesh#encoding} makes them, so 0, which contributes nothing, is the mean of a
 * column that is standardised.
 *
 * <p>It is of first order, about what the mesh does near each row: a neuron that is saturated hands
 * on nothing, and what would happen without a path it does not tell (that, an edge at a time,
 * {@link EdgeImportance} does). Contributions of either sign may cancel, and what all classes get
 * alike changes no probability though it has its share. Immutable.
 *
 * <pre>{@code
 * show(PathImportance.of(model, split.test()));
 * }</pre>
 */
public final class PathImportance implements Inspection {
  /** The most paths that are told. */
  public static final int MOST_PATHS = 1_000;

  private static final int USUAL_PATHS = 20;
  private static final double MOST_WORK = 1e9; // multiplications: a second or two
  private static final long MOST_NUMBERS = 5_000_000; // ticks x neurons x rows
  private static final double MOST_STEPS = 1e9; // ticks x edges x rows
  private static final int MOST_TICKS = 1_000;
  private static final int LONGEST_NAME = 16;
  private static final String ARROW = " → ";

  /**
   * What a path carries: one of the walks, so it may pass a neuron more than once.
   *
   * @param neurons in order, from 0 in the order inputs, bias, hidden, outputs; one that comes
   *     twice is passed twice
   * @param name of the path: the names of input and output, the numbers of the neurons between
   * @param tick after which it leaves its first neuron, from 0 to T - 1: it is at the k-th neuron
   *     after tick {@code tick + k}, and at the output after T
   * @param contribution mean over the rows of its magnitude
   * @param mean over the rows of the contribution with its sign
   * @param share of the contributions of all walks, in [0, 1]
   */
  public record Path(
      List<Integer> neurons,
      String name,
      int tick,
      double contribution,
      double mean,
      double share) {

    /** {@return how many ticks it takes} */
    public int steps() {
      return neurons.size() - 1;
    }

    /** {@return whether it passes a neuron more than once: round a cycle, or by a leak} */
    public boolean returns() {
      return neurons.stream().distinct().count() < neurons.size();
    }
  }

  private final String label;
  private final int rows;
  private final double walks;
  private final boolean complete;
  private final List<String> names; // of the neurons
  private final List<Path> paths;
  private final double[] bySteps;

  private PathImportance(
      Asked asked, PathSearch search, List<String> names, boolean complete, List<Path> paths) {
    this.label = asked.label();
    this.rows = asked.rows();
    this.names = names;
    this.walks = search.walks();
    this.complete = complete;
    this.paths = List.copyOf(paths);
    double[] sizes = search.sizes();
    double total = DoubleStream.of(sizes).sum();
    bySteps = Arrays.stream(sizes).map(size -> total == 0 ? 0 : size / total).toArray();
  }

  /**
   * {@return the 20 paths that carry most}
   *
   * @param model that predicts one column
   * @param table with all feature columns, at least one row
   * @throws IllegalArgumentException as {@link #of(TrainedMesh, Table, int)}
   */
  public static PathImportance of(TrainedMesh model, Table table) {
    return of(model, table, USUAL_PATHS);
  }

  /**
   * {@return the paths that carry most} They are found without listing all, as a rule in a moment;
   * where that would take more than about a second the search ends, and {@link #complete} is false.
   *
   * @param model that predicts one column
   * @param table with all feature columns, at least one row
   * @param count how many, from 1 to {@value #MOST_PATHS}; fewer where no more carry anything
   * @throws IllegalArgumentException if there is another count or no row, the model is of several
   *     columns, the table does not fit it or has too many rows for its neurons and ticks, or the
   *     states of a row are not finite
   */
  public static PathImportance of(TrainedMesh model, Table table, int count) {
    if (count < 1 || count > MOST_PATHS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected 1 to %,d paths, got %d; for example PathImportance.of(model, table, 20)",
              MOST_PATHS,
              count));
    }
    Required.of(model, "a trained mesh, for example mesh.train(table, \"species\")");
    Required.of(table, "a table, for example split.test()");
    requireRoom(model, table.rowCount());
    Asked asked = Asked.of(model, table);
    PathSearch search = search(model, asked.inputs());
    double total = DoubleStream.of(search.sizes()).sum();
    if (!Double.isFinite(total)) {
      throw new IllegalArgumentException(
          "expected contributions that are numbers, got a sum of "
              + total
              + ", as states or weights are too large; train with a lower learning rate");
    }
    PathSearch.Largest found = search.largest(count, MOST_WORK);
    List<String> names = names(model);
    List<Path> paths = new ArrayList<>();
    for (PathSearch.Walk walk : found.largest()) {
      paths.add(
          new Path(
              walk.neurons(),
              walk.neurons().stream().map(names::get).collect(Collectors.joining(ARROW)),
              model.mesh().ticks() - walk.neurons().size() + 1,
              walk.size(),
              walk.mean(),
              walk.size() / total));
    }
    return new PathImportance(asked, search, names, found.complete(), paths);
  }

  private static void requireRoom(TrainedMesh model, int rows) {
    int ticks = model.mesh().ticks();
    if (ticks > MOST_TICKS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a mesh of at most %,d ticks, as paths are followed tick by tick, got %,d;"
                  + " for columns there is Importance.of(model, table, repeats, seed)",
              MOST_TICKS,
              ticks));
    }
    double most =
        Math.min(
            Math.floor((double) MOST_NUMBERS / model.topology().neurons() / (ticks + 1)),
            Math.floor(MOST_STEPS / Math.max(1, model.topology().edges()) / ticks));
    if (rows < 1 || rows > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected 1 to %,.0f rows for a mesh of %s, %s and %s, got %,d%s",
              most,
              Plural.grouped(model.topology().neurons(), "neuron"),
              Plural.grouped(model.topology().edges(), "edge"),
              Plural.of(ticks, "tick"),
              rows,
              most < 2 ? ": it is too large" : rows < 1 ? "" : "; for example table.sampleN(100)"));
    }
  }

  private static List<String> names(TrainedMesh model) {
    Topology topology = model.topology();
    List<String> names = new ArrayList<>();
    model.encoding().inputNames().forEach(name -> names.add(OneLine.name(name)));
    if (topology.hasBias()) {
      names.add("bias");
    }
    IntStream.range(names.size(), topology.roles().firstOutput())
        .forEach(j -> names.add(Integer.toString(j)));
    model.encoding().labels().outputNames().forEach(name -> names.add(OneLine.name(name)));
    return names;
  }

  private static PathSearch search(TrainedMesh model, DMatrixRMaj inputs) {
    Topology topology = model.topology();
    int rows = inputs.numRows;
    double[][] x = new double[topology.roles().clamped()][rows];
    for (int i = 0; i < x.length; i++) {
      for (int r = 0; r < rows; r++) {
        x[i][r] = i < topology.inputs() ? inputs.get(r, i) : 1;
      }
    }
    double[] leaks = model.mesh().transition().leaks(topology.roles());
    return new PathSearch(topology, model.weights(), leaks, x, slopes(model, inputs, x));
  }

  /** a_j f_j'(Z_j(t)) by tick from 1 on, neuron and row; 0 of clamped neurons. */
  private static double[][][] slopes(TrainedMesh model, DMatrixRMaj inputs, double[][] x) {
    Topology topology = model.topology();
    Activation[] f = model.mesh().transition().activations(topology.roles());
    double[] leaks = model.mesh().transition().leaks(topology.roles());
    double[] weights = model.weights();
    List<DMatrixRMaj> states = model.probe().input(inputs).states();
    double[][][] slopes = new double[states.size() + 1][topology.neurons()][inputs.numRows];
    for (int t = 1; t <= states.size(); t++) {
      for (int j = topology.roles().clamped(); j < topology.neurons(); j++) {
        for (int r = 0; r < inputs.numRows; r++) {
          double z = 0;
          for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
            int k = topology.source(e);
            double state = k < x.length ? x[k][r] : t == 1 ? 0 : states.get(t - 2).get(r, k);
            z += weights[e] * state;
          }
          slopes[t][j][r] = leaks[j] * f[j].slope(z, f[j].value(z));
        }
      }
    }
    return slopes;
  }

  /** {@return the paths, those that carry most first; none that carries nothing} */
  public List<Path> paths() {
    return paths;
  }

  /**
   * {@return how many walks there are from an input or the bias to an output, those that carry
   * nothing too; rounded where they are more than 2^53}
   */
  public double walks() {
    return walks;
  }

  /**
   * {@return the share of the contributions of all walks that those of k steps carry, at k from 0,
   * which none has, to T: what each further tick adds}
   */
  public double[] shareBySteps() {
    return bySteps.clone();
  }

  /** {@return the share of the contributions of all walks that {@link #paths} carry, in [0, 1]} */
  public double share() {
    return Math.min(1, paths.stream().mapToDouble(Path::share).sum());
  }

  /** {@return whether no other path carries more than one of {@link #paths}} */
  public boolean complete() {
    return complete;
  }

  /**
   * {@return a row per path, as {@link #paths}: its name, the tick after which it begins, its
   * steps, mean magnitude and mean of its contribution, its share}
   */
  @Override
  public Table table() {
    return Table.create(
        "paths for " + OneClass.shown(label),
        StringColumn.create("path", paths.stream().map(Path::name).toList()),
        IntColumn.create("tick", paths.stream().mapToInt(Path::tick).toArray()),
        IntColumn.create("steps", paths.stream().mapToInt(Path::steps).toArray()),
        DoubleColumn.create(
            "contribution", paths.stream().mapToDouble(Path::contribution).toArray()),
        DoubleColumn.create("mean", paths.stream().mapToDouble(Path::mean).toArray()),
        DoubleColumn.create("share", paths.stream().mapToDouble(Path::share).toArray()));
  }

  /** {@return a picture: a bar for each path, as long as its contribution} */
  @Override
  public Picture plot() {
    List<String> names =
        paths.isEmpty() ? List.of("none") : paths.stream().map(this::brief).toList();
    List<Interval> values =
        paths.isEmpty()
            ? List.of(Interval.of(0))
            : paths.stream().map(path -> Interval.of(path.contribution())).toList();
    return RankedBars.draw(
        names,
        values,
        "paths to " + OneClass.shown(label) + ": " + carried(),
        "mean magnitude of the contribution to the output");
  }

  private String brief(Path path) {
    return path.neurons().stream()
        .map(j -> OneLine.of(names.get(j), LONGEST_NAME))
        .collect(Collectors.joining(ARROW));
  }

  private String carried() {
    return String.format(
        Locale.ROOT, "%d of %s carry %.3g %%", paths.size(), count(), 100 * share());
  }

  private String count() {
    return walks < 1e7
        ? Plural.grouped((long) walks, "walk")
        : String.format(Locale.ROOT, "%.2g walks", walks);
  }

  @Override
  public String toString() {
    List<String> steps = new ArrayList<>();
    for (int k = 1; k < bySteps.length; k++) {
      if (bySteps[k] > 0) {
        steps.add(String.format(Locale.ROOT, "%d %.3g %%", k, 100 * bySteps[k]));
      }
    }
    String first =
        paths.isEmpty()
            ? "none carries anything"
            : String.format(
                Locale.ROOT,
                "first %s with %.3g %%, mean %.3g",
                Listing.quoted(paths.get(0).name()),
                100 * paths.get(0).share(),
                paths.get(0).mean());
    return String.format(
        Locale.ROOT,
        "Paths for %s on %s: %s of %s carry %.3g %% of what all do%s; %s; by steps %s; passing a"
            + " neuron twice: %d",
        Listing.quoted(label),
        Plural.of(rows, "row"),
        paths.size(),
        count(),
        100 * share(),
        complete ? "" : ", found before the search ended, so that larger ones may be missing",
        first,
        steps.isEmpty() ? "none" : Listing.ofParts(steps),
        paths.stream().filter(Path::returns).count());
  }
}
