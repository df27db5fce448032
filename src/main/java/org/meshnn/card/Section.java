package org.meshnn.card;

import java.util.List;

/**
 * A part of a card.
 *
 * @param title a few words
 * @param blocks what it holds, in order
 */
public record Section(String title, List<Block> blocks) {
  /**
   * Keeps a copy.
   *
   * @param title a few words
   * @param blocks what it holds, in order
   */
  public Section {
    blocks = List.copyOf(blocks);
  }
}
