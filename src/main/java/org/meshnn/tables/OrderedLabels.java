package org.meshnn.tables;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Activation;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.train.Loss;
import tech.tablesaw.columns.Column;

/**
 * Classes in an order: for k classes k - 1 outputs, of which output i is the logit of P(y &gt; i),
 * whether the class comes after class i; targets are 1 up to the class and 0 from there on (Frank,
 * Hall, A simple approach to ordinal classification, ECML 2001; Cheng, Wang, Pollastri, A neural
 * network approach to ordinal regression, IJCNN 2008). Of two classes it is logistic regression's
 * one output.
 *
 * <p>Learned apart, the probabilities P(y &gt; i) need not fall with i: each is lowered to the
 * least before it. Then {@code P(y = i) = P(y > i - 1) - P(y > i)} is never negative, and the most
 * probable class is predicted.
 *
 * @param known the classes, in their order
 */
public record OrderedLabels(Labels.Classes known) implements Labels {
  /**
   * Checks the classes.
   *
   * @param known at least two, in their order
   * @throws IllegalArgumentException if there are fewer
   */
  public OrderedLabels {
    Required.of(known, "classes in their order");
    if (known.outputs() < 2) {
      throw new IllegalArgumentException(
          "expected at least two classes of " + Listing.quoted(known.name()) + " in order");
    }
  }

  /**
   * {@return classes in an order, checked}
   *
   * @param classes the lowest first
   * @throws IllegalArgumentException if there are fewer than two, or one stands there twice
   */
  public static List<String> order(List<String> classes) {
    return Names.distinct("classes in their order", classes, 2);
  }

  @Override
  public String name() {
    return known.name();
  }

  @Override
  public Kind kind() {
    return known.kind();
  }

  @Override
  public List<String> classes() {
    return known.classes();
  }

  @Override
  public int outputs() {
    return known.outputs() - 1;
  }

  @Override
  public List<String> outputNames() {
    return classes().size() == 2
        ? List.of(classes().get(1))
        : classes().stream().limit(outputs()).map(name -> "> " + name).toList();
  }

  @Override
  public DMatrixRMaj targets(Column<?> column) {
    return targets(known.indices(column));
  }

  DMatrixRMaj targets(int[] indices) {
    DMatrixRMaj targets = new DMatrixRMaj(indices.length, outputs());
    for (int row = 0; row < indices.length; row++) {
      for (int i = 0; i < indices[row]; i++) {
        targets.set(row, i, 1);
      }
    }
    return targets;
  }

  @Override
  public Loss usualLoss() {
    return Loss.binary();
  }

  @Override
  public Labels suited(Loss loss) {
    if (loss.targets() != Loss.Targets.FLAGS) {
      throw Labels.unsuited(
          name(), loss, "is learned by yes or no of each output: take Loss.binary(), or none");
    }
    return this;
  }

  @Override
  public int classAt(double[] targets, int from) {
    return (int) IntStream.range(from, from + outputs()).filter(i -> targets[i] > 0).count();
  }

  @Override
  public void answer(double[] outputs, int from) {
    for (int i = from; i < from + outputs(); i++) {
      outputs[i] = Activation.SIGMOID.value(outputs[i]);
    }
  }

  /** Their logarithms; 0 becomes the smallest normal number, so that none is infinite. */
  @Override
  public void logits(double[] outputs, int from, double[] logits) {
    System.arraycopy(outputs, from, logits, 0, outputs());
    answer(logits, 0);
    probabilities(logits, 0, logits);
    for (int k = 0; k < logits.length; k++) {
      logits[k] = StrictMath.log(Math.max(Double.MIN_NORMAL, logits[k]));
    }
  }

  /**
   * Writes the probability of each class.
   *
   * @param after P(y &gt; i) of a row, as {@link #answer} leaves them
   * @param from index of its first
   * @param probabilities receives one a class; may be the same array, from 0
   */
  public void probabilities(double[] after, int from, double[] probabilities) {
    double before = 1;
    for (int i = 0; i < outputs(); i++) {
      double beyond = Math.min(before, after[from + i]);
      probabilities[i] = before - beyond;
      before = beyond;
    }
    probabilities[outputs()] = before;
  }

  @Override
  public List<Column<?>> predictions(DMatrixRMaj after) {
    Labels.requireNumbers(name(), after);
    DMatrixRMaj probabilities = new DMatrixRMaj(after.numRows, classes().size());
    double[] row = new double[classes().size()];
    for (int i = 0; i < after.numRows; i++) {
      probabilities(after.data, i * outputs(), row);
      System.arraycopy(row, 0, probabilities.data, i * row.length, row.length);
    }
    return known.predictions(probabilities);
  }
}
