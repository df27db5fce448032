package org.meshnn;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.meshnn.provenance.Environment;
import org.meshnn.provenance.Origin;
import org.meshnn.provenance.Rows;
import org.meshnn.tables.Content;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.TrainingTable;

/**
 * What a model is going to say that it saw. Taken before it trains: the table is the user's, who
 * may change it later.
 *
 * @param contents of the rows learned from
 */
record Seen(TableDigest table, Rows rows, List<Content> contents) {

  /**
   * What a training sees of a table.
   *
   * @param rows to learn from and to validate on
   * @param parts the rows to learn from, and those to validate on
   */
  static Seen of(TrainingTable table, int[] rows, int[][] parts) {
    return new Seen(
        table.digest(),
        Rows.of(rows, parts[1].length, table.table().rowCount()),
        table.contents(parts[0]));
  }

  /**
   * The origin of a model whose training ends now. The environment, which takes a look at all
   * classes, is told when it is asked for.
   *
   * @param begun {@link System#nanoTime} when training began
   */
  Supplier<Origin> origin(long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    Instant ended = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return () -> new Origin(table, rows, contents, Environment.here(), ended, seconds, List.of());
  }
}
