package org.meshnn.tables;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.meshnn.text.Required;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The rows of a table, some at a time, as often as they are asked for. */
public interface TableBlocks {
  /** Rows of a block. */
  int ROWS = 8192;

  /** Receives rows of numbers. */
  interface Sink {
    /**
     * Receives the next rows.
     *
     * @param numbers of the rows, one after the other, as {@link StoredRows} has them
     */
    void accept(double[] numbers);
  }

  /**
   * Hands over block after block.
   *
   * @param use is called with each
   */
  void forEach(Consumer<Table> use);

  /**
   * {@return whether the rows are read from a file, so that it must not be replaced}
   *
   * @param path that may lead to it, also by links
   */
  default boolean readFrom(Path path) {
    return false;
  }

  /**
   * {@return a table in memory}
   *
   * @param table is not copied
   */
  static TableBlocks of(Table table) {
    Columns.requireRows(table);
    return use -> {
      for (int from = 0; from < table.rowCount(); from += ROWS) {
        use.accept(table.inRange(from, Math.min(table.rowCount(), from + ROWS)));
      }
    };
  }

  /**
   * {@return tables one after the other}
   *
   * @param tables with the same columns; gone through twice
   */
  static TableBlocks of(Iterable<Table> tables) {
    Required.of(tables, "tables, for example a List<Table>");
    return use -> tables.forEach(table -> TableBlocks.of(table).forEach(use));
  }

  /**
   * {@return a CSV file, of which a few thousand lines are in memory at a time}
   *
   * @param file with a header line, in UTF-8, as {@code Table.read().csv(file)} reads it
   */
  static TableBlocks ofCsv(Path file) {
    return new CsvBlocks(Required.of(file, "the path of a CSV file"));
  }

  /**
   * {@return how the rows are kept: the first pass over them}
   *
   * @param label name of the label column
   * @param target how to read it
   * @param floats whether numbers are kept as floats
   * @throws IllegalArgumentException if a mesh cannot learn from them, saying where and why
   */
  default RowLayout scan(String label, Target target, boolean floats) {
    BlockScan scan = new BlockScan(label, target);
    forEach(scan::add);
    return scan.layout(floats);
  }

  /**
   * Hands over the rows as numbers: the second pass.
   *
   * @param layout of the first
   * @param sink receives them
   * @return the digest of the table
   * @throws IllegalArgumentException if they are not the rows of the first pass
   */
  default TableDigest numbers(RowLayout layout, Sink sink) {
    BlockDigest digest = new BlockDigest();
    forEach(
        block -> {
          List<Column<?>> columns = layout.columnsOf(block);
          digest.add(columns);
          sink.accept(layout.numbers(columns));
        });
    TableDigest all = digest.digest();
    if (all.rows() != layout.rows()) {
      throw new IllegalArgumentException(
          "expected the same rows when they are read again; the first time there were "
              + layout.rows()
              + ", now "
              + all.rows());
    }
    return all;
  }
}
