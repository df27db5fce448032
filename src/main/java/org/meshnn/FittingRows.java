package org.meshnn;

import java.util.Locale;
import org.meshnn.tables.StreamRows;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/** Whether rows of streams fit a mesh that learns online: inputs, outputs and classes. */
final class FittingRows {
  private FittingRows() {}

  /**
   * Refuses rows that do not fit.
   *
   * @throws IllegalArgumentException if they do not; the message says what would
   */
  static void require(OnlineMesh mesh, StreamRows rows) {
    boolean raw = rows.classes().isEmpty() && rows.scales().isEmpty(); // what the mesh takes it for
    boolean classes = raw ? mesh.classification() : !rows.classes().isEmpty();
    if (classes && rows.width() != 1) {
      throw new IllegalArgumentException(
          "classes are one column, of numbers from 0 on; got " + Listing.of(rows.names()));
    }
    int known = mesh.topology().outputs();
    int outputs = classes ? (raw ? known : rows.classes().size()) : rows.width();
    if (classes != mesh.classification()
        || rows.inputs() != mesh.topology().inputs()
        || outputs != known) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the rows have %s and %s, the mesh %s and %s; give it .inputs(%d).outputs(%d)%s",
              Plural.of(rows.inputs(), "input"),
              outputs(classes, outputs),
              Plural.of(mesh.topology().inputs(), "input"),
              outputs(mesh.classification(), known),
              rows.inputs(),
              outputs,
              classes ? ".target(Target.CLASSES)" : ""));
    }
    if (raw && classes) {
      requireClasses(rows, outputs);
    }
  }

  private static void requireClasses(StreamRows rows, int classes) {
    for (int s = 0; s < rows.series().size(); s++) {
      double[] truths = rows.series().get(s).y();
      for (int row = 0; row < truths.length; row++) {
        double truth = truths[row];
        if (!Double.isNaN(truth) && !isClass(truth, classes)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "expected classes from 0 to %d, or missing ones; got %s in row %d%s of the column"
                      + " %s; give the mesh more .outputs(..), or hand in an encoding, which"
                      + " numbers them: run(SequenceEncoding.fit(..), table)",
                  classes - 1,
                  truth,
                  row,
                  rows.series().size() == 1 ? "" : " of table " + s,
                  Listing.quoted(rows.names().get(0))));
        }
      }
    }
  }

  /** Whether a number is a class, of so many from 0 on. */
  static boolean isClass(double number, int classes) {
    return number >= 0 && number < classes && number == Math.rint(number);
  }

  private static String outputs(boolean classes, int count) {
    return classes ? Plural.of(count, "class") : Plural.of(count, "value");
  }
}
