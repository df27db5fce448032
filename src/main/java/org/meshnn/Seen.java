package org.meshnn;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.meshnn.provenance.Environment;
import org.meshnn.provenance.Origin;
import org.meshnn.provenance.Rows;
import org.meshnn.tables.Content;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.TrainingTable;

/**
 * What a training sees of a table, for the model's origin. Taken before it trains: the table is the
 * user's, who may change it later.
 *
 * @param contents of the rows learned from
 */
record Seen(TableDigest table, Rows rows, List<Content> contents) {

  /**
   * What a training sees of a table.
   *
   * @param encoding learned from the first part of the rows
   * @param rows to learn from and to validate on
   * @param parts the rows to learn from, and those to validate on
   */
  static Seen of(TrainingTable table, Encoding encoding, int[] rows, int[][] parts) {
    return new Seen(
        table.digest(),
        Rows.of(rows, parts[1].length, table.table().rowCount()),
        table.contents(parts[0], encoding));
  }

  /**
   * What a training sees of a table that is encoded as another was.
   *
   * @param contents of the rows learned from
   * @param parts all rows: those to learn from, and those to validate on
   */
  static Seen of(TableDigest table, List<Content> contents, int[][] parts) {
    return new Seen(table, new Rows(parts[0].length, parts[1].length, ""), contents);
  }

  /**
   * The origin of a model whose training ends now. The environment, for which all classes are read,
   * is taken when the origin is first asked for.
   *
   * @param begun {@link System#nanoTime} when training began
   * @param before the trainings that it went on from
   */
  Supplier<Origin> origin(long begun, List<Origin> before) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    Instant ended = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return () -> new Origin(table, rows, contents, Environment.here(), ended, seconds, before);
  }
}
