package org.meshnn.file;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.meshnn.engine.Transition;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Target;

/**
 * What a mesh was set to, beside its neurons and edges.
 *
 * @param inputs the number of input neurons it was given; empty where the table decided
 * @param outputs the number of output neurons it was given; empty where the table decided
 * @param ticks T, at least 1
 * @param transition its activations
 * @param target how the label was to be read
 * @param order of the classes, the lowest first; empty where they have none
 * @param weights name of the column of the rows' weights; empty where all count the same
 * @param standardised whether numeric columns are
 * @param columns the rules by which columns become inputs
 * @param wiring the name of what it was connected by
 */
public record MeshSettings(
    OptionalInt inputs,
    OptionalInt outputs,
    int ticks,
    Transition transition,
    Target target,
    List<String> order,
    Optional<String> weights,
    boolean standardised,
    ColumnRules columns,
    String wiring) {

  /**
   * Checks the counts.
   *
   * @param inputs at least 1, or empty
   * @param outputs at least 1, or empty
   * @param ticks at least 1
   * @param transition its activations
   * @param target how the label was to be read
   * @param order of the classes, which are distinct; or empty
   * @param weights name of the column of the rows' weights; or empty
   * @param standardised whether numeric columns are
   * @param columns the rules by which columns become inputs
   * @param wiring its name
   * @throws IllegalArgumentException if one is less than 1
   */
  public MeshSettings {
    if (ticks < 1 || inputs.orElse(1) < 1 || outputs.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 tick, and no fewer given inputs or outputs; got "
              + ticks
              + ", "
              + inputs.orElse(1)
              + " and "
              + outputs.orElse(1));
    }
  }
}
