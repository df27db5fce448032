package org.meshnn.notebook.magic;

import java.nio.file.Path;
import java.util.List;

/** What a line that begins with {@code %} asks for. */
public sealed interface Magic {

  /**
   * Jars and folders to put on the class path.
   *
   * @param entries in the order of the class path
   * @param notes what the user should know, a line each
   * @param told how the entries are counted to the user
   * @param added to be called when they are on the class path
   */
  record ClassPath(List<Path> entries, List<String> notes, String told, Runnable added)
      implements Magic {}

  /**
   * Files to run, one after the other; {@link Script} reads them.
   *
   * @param files absolute and normal
   */
  record Load(List<Path> files) implements Magic {}

  /**
   * Code to run and to time.
   *
   * @param from where the code begins, counted from the line's first character
   */
  record Time(int from) implements Magic {}
}
