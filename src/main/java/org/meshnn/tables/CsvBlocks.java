package org.meshnn.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * A CSV file read in blocks of rows, as tablesaw reads it; its types are those of all rows. What
 * {@link Tables} decides beyond that (charset, separator, marks of numbers, more words for holes)
 * is not decided here.
 */
final class CsvBlocks implements TableBlocks {
  /** Numeric types, each holding those before it. */
  private static final List<ColumnType> WIDER =
      List.of(
          ColumnType.SHORT,
          ColumnType.INTEGER,
          ColumnType.LONG,
          ColumnType.FLOAT,
          ColumnType.DOUBLE);

  private final Path file;
  private ColumnType @Nullable [] types; // null until all rows were seen

  CsvBlocks(Path file) {
    this.file = file;
  }

  @Override
  public RowLayout scan(String label, Target target, boolean floats) {
    if (types == null) {
      BlockScan scan = new BlockScan(label, target);
      if (sameTypes(scan)) {
        return scan.layout(floats);
      }
    }
    return TableBlocks.super.scan(label, target, floats);
  }

  /** Finds the types, and scans while they are the same in each block; false where they differ. */
  private boolean sameTypes(BlockScan scan) {
    ColumnType[][] found = new ColumnType[2][]; // of the first block, of all
    boolean[] same = {true};
    forEach(
        block -> {
          ColumnType[] own = block.types().toArray(ColumnType[]::new);
          if (found[0] == null) {
            found[0] = own;
            found[1] = own.clone();
          }
          same[0] &= Arrays.equals(found[0], own);
          for (int i = 0; i < own.length; i++) {
            found[1][i] = joined(found[1][i], own[i]);
          }
          if (same[0]) {
            scan.add(block);
          }
        });
    types = found[1];
    return same[0];
  }

  private static ColumnType joined(ColumnType a, ColumnType b) {
    if (a.equals(b)) {
      return a;
    }
    boolean numeric = WIDER.contains(a) && WIDER.contains(b);
    return numeric ? WIDER.get(Math.max(WIDER.indexOf(a), WIDER.indexOf(b))) : ColumnType.STRING;
  }

  @Override
  public boolean readFrom(Path path) {
    try { // where neither exists, paths that are equal are the same file
      return Files.isSameFile(path.toAbsolutePath().normalize(), file.toAbsolutePath().normalize());
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void forEach(Consumer<Table> use) {
    try (CsvText text = new CsvText(file)) {
      for (String block = text.block(ROWS); !block.isEmpty(); block = text.block(ROWS)) {
        CsvReadOptions.Builder options =
            CsvReadOptions.builderFromString(block)
                .tableName(String.valueOf(file.getFileName()))
                .sample(false);
        Table read =
            Table.read().usingOptions(types == null ? options : options.columnTypes(types));
        if (read.rowCount() > 0) { // not of blank lines alone
          use.accept(read);
        }
      }
    }
  }
}
