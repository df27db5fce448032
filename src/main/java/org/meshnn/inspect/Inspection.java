package org.meshnn.inspect;

import org.meshnn.plot.Picture;
import tech.tablesaw.api.Table;

/**
 * What was found out about a mesh: numbers as a table, the same as a picture, in words by {@code
 * toString()}. Immutable; a notebook shows the picture and the words.
 */
public interface Inspection {

  /** {@return the numbers, a row each} */
  Table table();

  /** {@return a picture of them} */
  Picture plot();
}
