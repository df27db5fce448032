package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.columns.Column;

/** What the columns of a table hold in some rows. */
final class Contents {
  private Contents() {}

  /**
   * What the features' columns hold, in their order, and then the labels'.
   *
   * @param columns complete, of values that the features know
   * @param classOfRow the class of every row; not read where the label is a value
   * @param rows from 0 on, at least one
   */
  static List<Content> of(
      List<Feature> features,
      List<Column<?>> columns,
      Labels labels,
      List<Column<?>> labelColumns,
      int[] classOfRow,
      int[] rows) {
    List<Content> contents = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      contents.add(features.get(i).content(columns.get(i), rows));
    }
    if (!labels.classes().isEmpty()) {
      int[] indices = Arrays.stream(rows).map(row -> classOfRow[row]).toArray();
      contents.add(Content.Groups.of(labels.name(), labels.classes(), indices));
    } else {
      for (int i = 0; i < labelColumns.size(); i++) {
        List<String> known = labels.parts().get(i).classes();
        contents.add(
            known.isEmpty()
                ? Content.Numbers.of(labelColumns.get(i), rows)
                : Content.Groups.of(labelColumns.get(i), known, rows));
      }
    }
    return List.copyOf(contents);
  }
}
