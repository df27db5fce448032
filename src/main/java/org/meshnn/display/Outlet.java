package org.meshnn.display;

import java.util.Map;

/** Where the output of a cell goes: a Jupyter connection, a notebook file, a terminal. */
public interface Outlet {
  /**
   * Prints text.
   *
   * @param name {@code stdout} or {@code stderr}
   * @param text what the cell printed, not always whole lines
   */
  void stream(String name, String text);

  /**
   * Shows a value.
   *
   * @param bundle from MIME type to content, as of {@link Rich#bundle}
   */
  void display(Map<String, String> bundle);

  /**
   * Shows a value that may be replaced: the first call with an id shows it, later ones replace it.
   *
   * @param id of the shown value
   * @param bundle from MIME type to content, as of {@link Rich#bundle}
   * @param last whether this is the end of it
   */
  void update(String id, Map<String, String> bundle, boolean last);

  /** Takes away what the cell has shown so far; where that cannot be done, nothing happens. */
  default void clear() {}
}
