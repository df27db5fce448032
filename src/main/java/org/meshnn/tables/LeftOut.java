package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/**
 * What of a table {@link ColumnRules} leave out.
 *
 * @param columns that are no inputs, as the table spells them
 * @param incompleteRows whether incomplete rows of a table to learn from are left out
 * @param rows how many there were in the table that the encoding was learned from
 */
public record LeftOut(List<String> columns, boolean incompleteRows, int rows) {
  /** Nothing is left out. */
  public static final LeftOut NOTHING = new LeftOut(List.of(), false, 0);

  /**
   * Checks the parts.
   *
   * @param columns that are no inputs
   * @param incompleteRows whether incomplete rows of a table to learn from are left out
   * @param rows how many there were, 0 or more
   * @throws IllegalArgumentException if a name is null or stands there twice, or the count is
   *     negative, or not 0 where no rows are left out
   */
  public LeftOut {
    columns = Names.distinct("columns left out", Required.of(columns, "columns left out"), 0);
    if (rows < 0 || (rows > 0 && !incompleteRows)) {
      throw new IllegalArgumentException("expected a count of rows left out, got " + rows);
    }
  }

  /** {@return whether nothing is} */
  public boolean isEmpty() {
    return equals(NOTHING);
  }

  /** {@return what is left out, in words; a line for the columns and one for the rows} */
  public List<String> told() {
    List<String> told = new ArrayList<>();
    if (!columns.isEmpty()) {
      told.add(Listing.of(columns) + ": left out");
    }
    if (incompleteRows) {
      told.add(Plural.grouped(rows, "incomplete row") + " of the table left out");
    }
    return told;
  }
}
