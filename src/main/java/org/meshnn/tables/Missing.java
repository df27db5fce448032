package org.meshnn.tables;

/**
 * What is done with missing entries of the inputs of {@link Sequences}. Under a stated rule, a
 * missing value that is to be predicted is no target, and never filled in.
 */
public enum Missing {
  /**
   * They are an error, which counts them. So are missing values of a forecast, and series without a
   * label; a label of a row may be missing.
   */
  REFUSE,
  /**
   * An input keeps the last value that its series had. Rows before the first value are left out, as
   * there is none to keep.
   */
  CARRY_FORWARD,
  /** Rows in which an input is missing are left out, which makes gaps: see {@link Gaps}. */
  SKIP
}
