package org.meshnn.experiment;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meshnn.Mesh;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.SerialTable;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import tech.tablesaw.api.Table;

/** A table that runs learn from, checked once for each meaning of its label. */
final class SeedTable implements Serializable {
  private final transient Table table;
  private final String label;
  private final transient Map<Meaning, TrainingTable> checked = new ConcurrentHashMap<>();

  /** What a mesh takes the label and the columns for. */
  private record Meaning(Target target, ColumnRules columns) {}

  SeedTable(Table table, String label) {
    this.table = table;
    this.label = label;
  }

  /**
   * The table, checked, as a mesh takes it.
   *
   * @throws IllegalArgumentException if no mesh can learn from it
   */
  TrainingTable read(Mesh mesh) {
    return checked.computeIfAbsent(
        new Meaning(mesh.target(), mesh.columns()),
        meaning -> TrainingTable.of(table, label, meaning.target(), meaning.columns()));
  }

  private record Written(SerialTable table, String label) implements Serializable {
    Object readResolve() {
      return new SeedTable(table.table(), label);
    }
  }

  Object writeReplace() {
    return new Written(SerialTable.of(table), label);
  }
}
