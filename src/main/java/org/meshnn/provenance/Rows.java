package org.meshnn.provenance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.text.Sha256;

/**
 * Which rows of a table a model saw.
 *
 * @param learned how many it learned from
 * @param heldOut how many were held out of them to validate on
 * @param sha256 of their numbers together, from 0 on, each a little-endian int32, where they are a
 *     part of the table; empty where they are all of it, in their order
 */
public record Rows(int learned, int heldOut, String sha256) {

  /**
   * Refuses null.
   *
   * @param learned how many it learned from
   * @param heldOut how many were held out
   * @param sha256 of the row numbers, or empty
   * @throws IllegalArgumentException if the sum is null
   */
  public Rows {
    Required.of(sha256, "the sha256 of the row numbers, or an empty text");
  }

  /**
   * {@return which rows they are}
   *
   * @param rows to learn from and to validate on, from 0 on
   * @param heldOut how many of them are validated on
   * @param all how many rows the table has
   */
  public static Rows of(int[] rows, int heldOut, int all) {
    return new Rows(rows.length - heldOut, heldOut, isWhole(rows, all) ? "" : sha256(rows));
  }

  private static boolean isWhole(int[] rows, int all) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != i) {
        return false;
      }
    }
    return rows.length == all;
  }

  private static String sha256(int[] rows) {
    ByteBuffer bytes = ByteBuffer.allocate(rows.length * Integer.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(rows);
    return Sha256.of(bytes.array());
  }

  /** {@return whether they are all rows of the table} */
  public boolean whole() {
    return sha256.isEmpty();
  }

  @Override
  public String toString() {
    return Plural.grouped(learned, "row")
        + " learned from, "
        + Listing.count(heldOut)
        + " held out"
        + (whole() ? "" : "; a part of the table, sha256 of the row numbers " + sha256);
  }
}
