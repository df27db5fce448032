package org.meshnn.tables;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.text.Sha256;
import org.meshnn.text.Utf8;
import tech.tablesaw.api.Table;

/**
 * What tells a table from others: the sha256 of the values of each column, and one of all. The same
 * data read again have the same digest, in whatever order the columns are, and whichever numeric
 * type they were read as; other values, another order of the rows or another name have another.
 *
 * <p>The bytes that are digested, so that any language can do it; all numbers are little-endian:
 *
 * <ul>
 *   <li>A numeric column (int, long, float, double): each value as a float64; -0 as 0, a missing
 *       one as 7ff8000000000000. A whole number that no float64 is, beyond 2^53, is its float64 and
 *       then, as another, what is left of it.
 *   <li>A boolean column: a byte each, 0 or 1; 128 if missing.
 *   <li>Any other column: the text of each value, nothing if missing, as UTF-8 behind the number of
 *       its bytes as an int32.
 *   <li>All: the number of rows as an int64; then of each column, sorted by the bytes of their
 *       names, the name and the kind, each a text as above, and the 32 bytes of its sha256.
 * </ul>
 *
 * <p>In Python, of a numeric column: {@code hashlib.sha256((numpy.asarray(values, "<f8") +
 * 0.0).tobytes()).hexdigest()}.
 *
 * @param rows number of rows
 * @param columns sorted by the bytes of their names
 * @param rowsInAnyOrder 16 hexadecimal digits that the same rows have in any order; a sum of 64
 *     bits over the rows, which tells a table from others by chance, not by intent
 * @param sha256 of all, 64 hexadecimal digits
 */
public record TableDigest(
    int rows, List<TableDigest.Column> columns, String rowsInAnyOrder, String sha256) {

  /**
   * What tells a column from others.
   *
   * @param name as the table spells it
   * @param kind "numeric", "boolean", "text", or tablesaw's name of another type in lower case
   * @param sha256 of its values, 64 hexadecimal digits
   */
  public record Column(String name, String kind, String sha256) {
    /**
     * Refuses null.
     *
     * @param name as the table spells it
     * @param kind what the column holds
     * @param sha256 of its values
     * @throws IllegalArgumentException if a part is null
     */
    public Column {
      Required.of(name, "the name of a column");
      Required.of(kind, "the kind of a column");
      Required.of(sha256, "the sha256 of a column");
    }
  }

  /**
   * Keeps a copy of the columns.
   *
   * @param rows number of rows
   * @param columns sorted by the bytes of their names
   * @param rowsInAnyOrder 16 hexadecimal digits
   * @param sha256 of all, 64 hexadecimal digits
   */
  public TableDigest {
    columns = List.copyOf(Required.of(columns, "the digests of the columns"));
    Required.of(rowsInAnyOrder, "the digest of the rows in any order");
    Required.of(sha256, "the sha256 of a table");
  }

  /**
   * {@return the digest of a table, whatever its columns are}
   *
   * @param table which is read once
   * @throws IllegalArgumentException if it is null
   */
  public static TableDigest of(Table table) {
    Required.of(table, "a table, for example Table.read().csv(file)");
    RowHashes hashes = new RowHashes(table.rowCount());
    List<Column> columns =
        table.columns().stream().map(column -> ColumnDigest.of(column, hashes)).toList();
    return of(table.rowCount(), columns, hashes.total());
  }

  /** Of columns in any order, and the sum over their rows. */
  static TableDigest of(int rows, List<Column> columns, long rowHashes) {
    List<Column> sorted =
        columns.stream()
            .sorted((a, b) -> Arrays.compareUnsigned(Utf8.bytes(a.name()), Utf8.bytes(b.name())))
            .toList();
    return new TableDigest(rows, sorted, RowHashes.digits(rowHashes), ofAll(rows, sorted));
  }

  private static String ofAll(int rows, List<Column> columns) {
    MessageDigest digest = Sha256.digest();
    digest.update(ColumnDigest.littleEndian(Long.BYTES).putLong(rows).array());
    for (Column column : columns) {
      digest.update(ColumnDigest.prefixed(column.name()));
      digest.update(ColumnDigest.prefixed(column.kind()));
      digest.update(HexFormat.of().parseHex(column.sha256()));
    }
    return Sha256.hex(digest);
  }

  @Override
  public String toString() {
    return Plural.of(rows, "row")
        + " x "
        + Plural.of(columns.size(), "column")
        + ", sha256 "
        + sha256;
  }
}
