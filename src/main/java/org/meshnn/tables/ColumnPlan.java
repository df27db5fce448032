package org.meshnn.tables;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.ColumnType;

/**
 * How the entries of a column are read.
 *
 * @param type of the column
 * @param style of its numbers, without meaning for other types
 * @param form of its dates; null for other types
 * @param holes words that mean a missing entry
 * @param reason why
 */
record ColumnPlan(
    ColumnType type,
    NumberStyle style,
    @Nullable DateForm form,
    Set<String> holes,
    String reason) {}
