package org.meshnn.card;

import java.util.List;

/** A piece of a card; the text in it is plain, whatever it is shown as. */
public sealed interface Block {

  /**
   * A paragraph.
   *
   * @param text its sentences
   */
  record Text(String text) implements Block {}

  /**
   * A list.
   *
   * @param items a sentence or more each
   */
  record Items(List<String> items) implements Block {
    /**
     * Keeps a copy.
     *
     * @param items a sentence or more each
     */
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * A table.
   *
   * @param head column names
   * @param right whether a column's cells align right
   * @param rows the cells, as wide as the head
   */
  record Cells(List<String> head, List<Boolean> right, List<List<String>> rows) implements Block {
    /**
     * Keeps copies.
     *
     * @param head column names
     * @param right whether a column's cells align right
     * @param rows the cells, as wide as the head
     */
    public Cells {
      head = List.copyOf(head);
      right = List.copyOf(right);
      rows = rows.stream().map(List::copyOf).toList();
    }

    /** A table of names and what they stand for. */
    static Cells ofNames(List<List<String>> rows) {
      return new Cells(List.of("", ""), List.of(false, false), rows);
    }
  }

  /**
   * Code to copy.
   *
   * @param language "java" or "python"
   * @param code its lines
   */
  record Code(String language, String code) implements Block {}
}
