package org.meshnn.file;

import java.util.List;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.RowLayout;
import org.meshnn.tables.TableDigest;
import org.meshnn.text.Required;

/**
 * The description at the end of a row file.
 *
 * @param rows number of rows
 * @param precision of a number, float or double
 * @param encoding of the columns, not standardised
 * @param single of each column, whether its numbers were floats; the label's last
 * @param table the digest of the table that was written
 */
record RowsJson(
    int rows, String precision, EncodingJson encoding, List<Boolean> single, TableDigest table) {

  static RowsJson of(RowLayout layout, Precision precision, TableDigest table) {
    return new RowsJson(
        layout.rows(),
        Constant.name(precision),
        EncodingJson.of(layout.encoding()),
        layout.single(),
        table);
  }

  RowLayout layout() {
    Encoding known = Required.of(encoding, "an encoding").encoding();
    return new RowLayout(
        known.features(), known.labels(), Required.of(single, "single or not"), rows);
  }

  Precision kept() {
    return Constant.of(Precision.class, precision);
  }

  TableDigest digest() {
    return Required.of(table, "the digest of the table");
  }
}
