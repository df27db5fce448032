package org.meshnn.experiment;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meshnn.tables.SerialTable;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import tech.tablesaw.api.Table;

/** A table that runs learn from, checked once for each meaning of its label. */
final class SeedTable implements Serializable {
  private final transient Table table;
  private final String label;
  private final transient Map<Target, TrainingTable> checked = new ConcurrentHashMap<>();

  SeedTable(Table table, String label) {
    this.table = table;
    this.label = label;
  }

  /**
   * The table, checked.
   *
   * @param target what its label means
   * @throws IllegalArgumentException if no mesh can learn from it
   */
  TrainingTable read(Target target) {
    return checked.computeIfAbsent(target, meaning -> TrainingTable.of(table, label, meaning));
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
