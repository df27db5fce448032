package org.meshnn.plan;

import java.util.Locale;

/**
 * Where everything lies: one array of rows, one value per sample in each row.
 *
 * @param input rows of the clamped values; with {@link Clamping#PER_TICK} the inputs of tick 1, of
 *     tick 2, ..., then the bias
 * @param drive first row of what clamped neurons send
 * @param state first row of the states S, tick by tick
 * @param slope first row of the derivatives dS/dZ, in the order of the states: f'(Z), times the
 *     leak of a neuron that leaks
 * @param errorSignal first row of dL/dZ, in the order of the states
 * @param driveErrorSignal first row of the error signals summed over the ticks that share one drive
 * @param stateGradient first row of dL/dS, one for each neuron that leaks
 * @param sensitivity first row of the sensitivities that forward-only propagation carries
 */
public record Layout(
    int input,
    int drive,
    int state,
    int slope,
    int errorSignal,
    int driveErrorSignal,
    int stateGradient,
    int sensitivity) {

  /** Rows beyond which nothing is laid out: 2^30, far beyond what one array of samples holds. */
  static final long MOST = 1L << 30;

  /**
   * Lays the rows out one after the other.
   *
   * @param inputs number of input rows, the bias included
   * @param drives number of drives
   * @param states live neurons, summed over the ticks
   * @param sharedDrives drives used at more than one tick
   * @param leaking neurons that leak
   * @throws IllegalArgumentException if there are more than 2^30
   */
  static Layout of(long inputs, long drives, long states, long sharedDrives, long leaking) {
    requireRoom(inputs + drives + 3 * states + sharedDrives + leaking);
    int state = (int) (inputs + drives);
    int errorSignal = (int) (state + 2 * states);
    int driveErrorSignal = (int) (errorSignal + states);
    int stateGradient = (int) (driveErrorSignal + sharedDrives);
    return new Layout(
        0,
        (int) inputs,
        state,
        (int) (state + states),
        errorSignal,
        driveErrorSignal,
        stateGradient,
        (int) (stateGradient + leaking));
  }

  /** Refuses more rows than a plan holds. */
  static void requireRoom(long rows) {
    if (rows > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a plan holds at most %,d rows of numbers, three for each live neuron at each tick;"
                  + " this mesh needs %,d or more; take fewer ticks or fewer neurons",
              MOST,
              rows));
    }
  }

  /**
   * {@return the derivative row that goes with a state row}
   *
   * @param stateRow at least {@link #state}
   */
  public int slopeOf(int stateRow) {
    return stateRow - state + slope;
  }

  /**
   * {@return the error signal row that goes with a state row}
   *
   * @param stateRow at least {@link #state}
   */
  public int errorSignalOf(int stateRow) {
    return stateRow - state + errorSignal;
  }
}
