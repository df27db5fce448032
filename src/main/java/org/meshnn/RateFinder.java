package org.meshnn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.meshnn.plot.Lines;
import org.meshnn.plot.Picture;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.Polling;
import org.meshnn.train.RateSweep;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Finds a learning rate (Smith, Cyclical learning rates for training neural networks, WACV 2017,
 * arXiv 1506.01186, section 3.3): trains a copy for one pass over the rows, at least 200 steps and
 * at most 2000, while the rate grows by the same factor from step to step, and looks at the loss.
 * Where the rate is too low the loss stays, then it falls, and where the rate is too high it rises.
 *
 * <p>The suggestion is a tenth of the rate at which the smoothed loss is lowest. It is a first
 * guess, of one seed, from the first weights; the picture tells more.
 *
 * <pre>{@code
 * var found = RateFinder.of(mesh, iris, "species", training);
 * show(found);
 * mesh.train(iris, "species", training.optimiser(Optimiser.adam(found.suggestion())));
 * }</pre>
 */
public final class RateFinder {
  private static final double LOWEST = 1e-6;
  private static final double HIGHEST = 10;
  private static final double PART = 0.1; // of the rate of the lowest loss
  private static final double FALL = 0.99;
  private static final int WINDOWS = 20; // a smoothed loss is a mean over such a part of the steps
  private static final String TRAINING = "a training, for example Training.defaults()";

  private final RateSweep sweep;

  private RateFinder(RateSweep sweep) {
    this.sweep = sweep;
  }

  /**
   * {@return what is found between the rates 1e-6 and 10}
   *
   * @param mesh that is to be trained
   * @param table to train it on
   * @param label name of the label column
   * @param training how; its optimiser takes the steps, its learning rate and schedule are not
   *     used, and rows held out not looked at
   * @throws IllegalArgumentException as {@link Mesh#train(Table, String, Training)}, or if the loss
   *     is not finite at the first step
   */
  public static RateFinder of(Mesh mesh, Table table, String label, Training training) {
    return of(mesh, table, label, training, LOWEST, HIGHEST);
  }

  /**
   * {@return what is found between other rates}
   *
   * @param mesh that is to be trained
   * @param table to train it on
   * @param label name of the label column
   * @param training how
   * @param lowest rate, positive
   * @param highest rate, higher and finite
   * @throws IllegalArgumentException as {@link #of(Mesh, Table, String, Training)}, or if the rates
   *     are not such
   */
  public static RateFinder of(
      Mesh mesh, Table table, String label, Training training, double lowest, double highest) {
    require(mesh, training, lowest, highest);
    try (Polling open = new Polling()) {
      TrainingTable checked =
          mesh.read(TrainingTable.of(table, label, mesh.target(), mesh.columns()));
      RateSweep sweep =
          Preparation.of(mesh, checked, checked.allRows(), training).sweep(lowest, highest);
      return new RateFinder(sweep);
    }
  }

  /**
   * {@return what is found between the rates 1e-6 and 10 on the rows of a file}
   *
   * @param mesh that is to be trained
   * @param rows to train it on
   * @param training how, as of {@link #of(Mesh, Table, String, Training)}
   * @throws IllegalArgumentException as {@link Mesh#train(RowFile, Training)}, or if the loss is
   *     not finite at the first step
   */
  public static RateFinder of(Mesh mesh, RowFile rows, Training training) {
    require(mesh, training, LOWEST, HIGHEST);
    Required.of(rows, "a row file, for example RowFile.open(path)");
    try (Polling open = new Polling()) {
      return new RateFinder(Preparation.of(mesh, rows, training).sweep(LOWEST, HIGHEST));
    }
  }

  /**
   * {@return what is found between the rates 1e-6 and 10 on sequences}
   *
   * @param mesh that is to be trained
   * @param sequences to train it on
   * @param training how, as of {@link #of(Mesh, Table, String, Training)}
   * @throws IllegalArgumentException as {@link Mesh#train(Sequences, Training)}, or if the loss is
   *     not finite at the first step
   */
  public static RateFinder of(Mesh mesh, Sequences sequences, Training training) {
    require(mesh, training, LOWEST, HIGHEST);
    Required.of(sequences, "sequences, for example Sequences.of(table)");
    try (Polling open = new Polling()) {
      SequencePreparation preparation = SequencePreparation.of(mesh, sequences, training);
      return new RateFinder(preparation.sweep(LOWEST, HIGHEST));
    }
  }

  private static void require(Mesh mesh, Training training, double lowest, double highest) {
    Required.of(mesh, "a mesh, for example Mesh.of(18).connect(Wiring.dense())");
    Required.of(training, TRAINING);
    if (!(lowest > 0 && highest > lowest) || Double.isInfinite(highest)) {
      throw new IllegalArgumentException(
          "expected a lowest rate that is positive and a highest that is higher and finite; got "
              + lowest
              + " and "
              + highest);
    }
  }

  /**
   * {@return a tenth of the rate at which the smoothed loss is lowest}
   *
   * @throws IllegalStateException if the smoothed loss did not fall by a hundredth from where it
   *     was after a twentieth of the steps
   */
  public double suggestion() {
    if (!fell()) {
      throw new IllegalStateException(
          "there is no rate to suggest: the loss did not fall at any from "
              + number(sweep.rates()[0])
              + " to "
              + number(last())
              + "; plot() shows it");
    }
    return PART * sweep.rates()[sweep.leastAt()];
  }

  private boolean fell() {
    int begun = sweep.planned() / WINDOWS;
    double[] smoothed = sweep.smoothed();
    int at = sweep.leastAt();
    return at > begun && smoothed[at] < FALL * smoothed[begun];
  }

  private double last() {
    return sweep.rates()[sweep.rates().length - 1];
  }

  /** {@return one row per step: learning rate, loss of the batch, smoothed loss} */
  public Table table() {
    return Table.create(
        "learning rates",
        DoubleColumn.create("learning rate", sweep.rates().clone()),
        DoubleColumn.create("loss", sweep.losses().clone()),
        DoubleColumn.create("smoothed loss", sweep.smoothed().clone()));
  }

  /** {@return the loss of each step and the smoothed loss, over the rate's power of ten} */
  public Picture plot() {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("loss", sweep.losses());
    lines.put("smoothed loss", sweep.smoothed());
    String title =
        fell() ? "loss; suggested rate " + number(suggestion()) : "loss, which did not fall";
    double[] powers = Arrays.stream(sweep.rates()).map(StrictMath::log10).toArray();
    return Lines.draw(title, "learning rate, its power of ten", powers, lines);
  }

  @Override
  public String toString() {
    double least = sweep.smoothed()[sweep.leastAt()];
    String steps =
        Plural.grouped(sweep.rates().length, "step")
            + ", learning rate from "
            + number(sweep.rates()[0])
            + " to "
            + number(last())
            + (sweep.endedEarly() ? ", where the loss had grown too high" : "");
    return fell()
        ? String.format(
            Locale.ROOT,
            "%s: smoothed loss lowest, %.4g, at %s; suggested: a tenth of that, %s",
            steps,
            least,
            number(sweep.rates()[sweep.leastAt()]),
            number(suggestion()))
        : steps + ": the loss did not fall, and no rate is suggested";
  }

  private static String number(double rate) {
    return String.format(Locale.ROOT, "%.2g", rate);
  }
}
