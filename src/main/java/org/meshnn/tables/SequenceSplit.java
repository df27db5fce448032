package org.meshnn.tables;

import java.io.Serializable;

/**
 * Sequences in two parts, by time or by series.
 *
 * @param train to learn from
 * @param test held out
 */
public record SequenceSplit(Sequences train, Sequences test) implements Serializable {
  @Override
  public String toString() {
    return "SequenceSplit: train " + train + "; test " + test;
  }
}
