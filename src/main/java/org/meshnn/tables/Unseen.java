package org.meshnn.tables;

/** What is done with a category, of a row to be predicted, that no row learned from had. */
public enum Unseen {
  /** It is an error, which names it and those that are known. */
  REFUSE,
  /**
   * It is taken for one of the rare categories that {@link ColumnRules#rare(int)} gathered; where
   * none were, for no category: all inputs of its column are 0. The categories are then those of
   * the rows learned from, not of the whole table.
   */
  OTHER;

  @Override
  public String toString() {
    return this == REFUSE ? "refused" : "other";
  }
}
