package org.meshnn.tables;

/**
 * What is done with gaps in the order of {@link Sequences}: where a row follows the one before at
 * more than one and a half times the usual distance, the median over the rows learned from.
 */
public enum Gaps {
  /** They are an error, which counts them. */
  REFUSE,
  /** A new series begins after each: no sequence and no forecast reaches over it. */
  SPLIT,
  /** The rows count as if they followed each other at the usual distance. */
  IGNORE
}
