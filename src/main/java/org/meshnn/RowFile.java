package org.meshnn;

import java.nio.file.Path;
import java.util.List;
import org.meshnn.engine.Precision;
import org.meshnn.file.RowsOnDisk;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.RowLayout;
import org.meshnn.tables.StoredStatistics;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.Target;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.text.Sizes;
import org.meshnn.train.RowOrder;
import tech.tablesaw.api.Table;

/**
 * A table to learn from that need not fit into memory: its rows as numbers in a file, written once
 * and mapped into memory, of which the system keeps there what it has room for.
 *
 * <pre>{@code
 * RowFile rows = RowFile.write(Path.of("higgs.rows"), Path.of("higgs.csv"), "label");
 * TrainedMesh model = mesh.train(rows, Training.defaults().batchSize(256));
 * }</pre>
 *
 * <p>Writing goes twice through the table: for kinds, categories and classes, then for the rows. A
 * CSV is read a few thousand lines at a time, a third time where the type of a column shows only
 * later. Training on the file is training on the table: the same validation rows, means and
 * deviations of the rows learned from, order of the rows, weights and scores; with doubles to the
 * same bits, with floats to the bits of a table with the rounded values. (Numbers are kept as they
 * are, not standardised: that is done, as each batch is read, by the statistics of the training.)
 *
 * <p>A row takes 4 or 8 bytes a column: 10^8 rows of 32 columns and a label 13.2 GB as floats. In
 * the heap, training keeps 4 bytes a row for their order, with a validation part 8, and some 20
 * more while that is drawn. Where the file is larger than the memory that the system has left for
 * it, rows in random order are each a page to be read: {@link
 * org.meshnn.train.Training#shuffleBlocks(int)} keeps neighbours together.
 */
public final class RowFile {
  private final RowsOnDisk file;

  private RowFile(RowsOnDisk file) {
    this.file = file;
  }

  /**
   * Writes a table as a row file of floats, or replaces the one that is there in one step. The
   * label is read as {@link Target#AUTO} says.
   *
   * @param path for example {@code Path.of("higgs.rows")}, in a folder that exists
   * @param table as {@link Mesh#train(Table, String)} takes it, but for whole numbers beyond 2^53
   * @param label name of the label column
   * @return the file
   * @throws java.io.UncheckedIOException if it cannot be written; what was there before is
   *     unchanged
   * @throws IllegalArgumentException if a mesh cannot learn from the table, or floats would blur a
   *     column, saying where and why
   */
  public static RowFile write(Path path, Table table, String label) {
    return write(path, TableBlocks.of(table), label, Target.AUTO, Precision.SINGLE);
  }

  /**
   * As {@link #write(Path, Table, String)}, of a CSV file.
   *
   * @param path of the row file
   * @param csv with a header line, in UTF-8, as {@code Table.read().csv(file)} reads it
   * @param label name of the label column
   * @return the file
   * @throws java.io.UncheckedIOException if one cannot be read or written
   * @throws IllegalArgumentException as {@link #write(Path, Table, String)}
   */
  public static RowFile write(Path path, Path csv, String label) {
    Required.of(path, "a path, for example Path.of(\"higgs.rows\")");
    Required.of(csv, "the path of a CSV file");
    return write(path, TableBlocks.ofCsv(csv), label, Target.AUTO, Precision.SINGLE);
  }

  /**
   * As {@link #write(Path, Table, String)}, of rows from anywhere.
   *
   * @param path of the row file
   * @param blocks the rows, for example {@code TableBlocks.ofCsv(csv)} or {@code
   *     TableBlocks.of(tables)}
   * @param label name of the label column
   * @param target how to read it
   * @param precision of the numbers: double keeps them; single, floats, rounds each by at most 6e-8
   *     of it, and columns that this would blur are refused: those of less than a thousand steps
   *     between the smallest and the largest, and constants that it would change by more than 1e-3
   * @return the file
   * @throws java.io.UncheckedIOException if it cannot be written
   * @throws IllegalArgumentException as {@link #write(Path, Table, String)}
   */
  public static RowFile write(
      Path path, TableBlocks blocks, String label, Target target, Precision precision) {
    Required.of(path, "a path, for example Path.of(\"higgs.rows\")");
    Required.of(blocks, "the rows of a table, for example TableBlocks.of(table)");
    Required.of(target, "what the label means, for example Target.VALUE");
    Required.of(precision, "a precision, for example Precision.DOUBLE");
    if (blocks.readFrom(path)) {
      throw new IllegalArgumentException(
          "expected another path than that of the CSV, " + path + ", which it would replace");
    }
    RowLayout layout = blocks.scan(label, target, precision == Precision.SINGLE);
    return open(RowsOnDisk.write(path, blocks, layout, precision));
  }

  /**
   * {@return a file that was written} Nothing in it is trusted. It must not change while it is
   * used.
   *
   * @param path of the file
   * @throws java.io.UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException if it is no row file, was cut short or damaged, or is in a
   *     later format
   */
  public static RowFile open(Path path) {
    return new RowFile(RowsOnDisk.open(path));
  }

  /** {@return the number of rows} */
  public int rows() {
    return file.rows();
  }

  /** {@return the name of the label column} */
  public String label() {
    return file.layout().labels().name();
  }

  /** {@return the names of the other columns, in their order} */
  public List<String> columns() {
    return file.layout().features().stream().map(feature -> feature.name()).toList();
  }

  /** {@return the classes in the order of the outputs; empty where the label is a value} */
  public List<String> classes() {
    return file.layout().encoding().classes();
  }

  /** {@return how numbers are kept} */
  public Precision precision() {
    return file.precision();
  }

  /** {@return the absolute path} */
  public Path path() {
    return file.path();
  }

  /** {@return what tells the table that was written from others} */
  public TableDigest digest() {
    return file.table();
  }

  RowsOnDisk file() {
    return file;
  }

  /** The class of each row; all 0 for a value. */
  int[] strata() {
    int[] strata = new int[rows()];
    if (file.layout().encoding().classification()) {
      for (int row = 0; row < strata.length; row++) {
        strata[row] = (int) file.label(row);
      }
    }
    return strata;
  }

  StoredStatistics statistics(int[] rows) {
    return StoredStatistics.of(file.layout(), file, rows);
  }

  int[] allRows() {
    return RowOrder.ascending(rows());
  }

  /** Refuses a mesh that would read the label otherwise than it was written. */
  void requireTarget(Target target) {
    boolean classes = file.layout().encoding().classification();
    if ((target == Target.CLASSES && !classes) || (target == Target.VALUE && classes)) {
      throw new IllegalArgumentException(
          "the mesh takes the label for "
              + (classes ? "a value" : "classes")
              + ", the file was written with "
              + (classes ? "classes" : "a value")
              + "; write it with Target."
              + target
              + ", or take .target(Target.AUTO)");
    }
  }

  /** Refuses a model whose columns are not those of the file. */
  void requireKnown(Encoding encoding) {
    Encoding own = file.layout().encoding();
    if (!own.sameColumns(encoding)) {
      throw new IllegalArgumentException(
          "expected a file with the columns, their kinds, categories and classes that the model"
              + " knows, in their order: "
              + encoding
              + "; got "
              + own);
    }
  }

  @Override
  public String toString() {
    return "RowFile of "
        + Plural.grouped(rows(), "row")
        + ", "
        + file.layout().encoding()
        + ", "
        + Sizes.bytes((long) rows() * file.columns() * precision().bytes())
        + " of "
        + (precision() == Precision.SINGLE ? "floats" : "doubles")
        + " in "
        + path();
  }
}
