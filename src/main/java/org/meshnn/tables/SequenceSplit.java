package org.meshnn.tables;

/**
 * Sequences in two parts, by time or by series.
 *
 * @param train to learn from
 * @param test held out
 */
public record SequenceSplit(Sequences train, Sequences test) {
  @Override
  public String toString() {
    return "SequenceSplit: train " + train + "; test " + test;
  }
}
