package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.columns.Column;

/** The {@link TableDigest} of a table that comes in blocks of rows. */
final class BlockDigest {
  private final List<ColumnDigest> digests = new ArrayList<>();
  private List<Column<?>> last = List.of();
  private long hashes;
  private int rows;

  /**
   * Adds the next rows.
   *
   * @param columns the same in each block, in the same order
   */
  void add(List<Column<?>> columns) {
    RowHashes added = new RowHashes(columns.get(0).size());
    for (int i = 0; i < columns.size(); i++) {
      if (digests.size() == i) {
        digests.add(new ColumnDigest());
      }
      digests.get(i).add(columns.get(i), added);
    }
    hashes += added.total();
    rows += columns.get(0).size();
    last = columns;
  }

  /** The digest of all rows added, once. */
  TableDigest digest() {
    List<TableDigest.Column> columns = new ArrayList<>();
    for (int i = 0; i < digests.size(); i++) {
      columns.add(digests.get(i).of(last.get(i)));
    }
    return TableDigest.of(rows, columns, hashes);
  }
}
