package org.meshnn.plan;

/**
 * Where everything lies: one array of rows, one value per sample in each row.
 *
 * @param input rows of the clamped values; with {@link Clamping#PER_TICK} the inputs of tick 1, of
 *     tick 2, ..., then the bias
 * @param drive first row of what clamped neurons send
 * @param state first row of the states S, tick by tick
 * @param slope first row of the derivatives f'(Z), in the order of the states
 * @param influence first row of dL/dZ, in the order of the states
 * @param driveInfluence first row of the influences summed over the ticks that share one drive
 * @param sensitivity first row of the sensitivities that forward-only propagation carries
 */
public record Rows(
    int input,
    int drive,
    int state,
    int slope,
    int influence,
    int driveInfluence,
    int sensitivity) {

  /** The derivative row that goes with a state row. */
  public int slopeOf(int stateRow) {
    return stateRow - state + slope;
  }

  /** The influence row that goes with a state row. */
  public int influenceOf(int stateRow) {
    return stateRow - state + influence;
  }
}
