package org.meshnn.exchange;

import java.util.Locale;

/** JGraphT, which is optional. */
final class Library {
  static final String JGRAPHT = "org.jgrapht:jgrapht-core:1.5.3";

  private Library() {}

  /** Refuses to go on without JGraphT. */
  static void requireJGraphT() {
    require("org.jgrapht.Graph");
  }

  static void require(String type) {
    try {
      Class.forName(type, false, Library.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      String[] parts = JGRAPHT.split(":");
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "graphs of JGraphT need %s, which meshnn does not bring along; in a notebook add it by"
                  + " %%maven %s, in a POM by <dependency><groupId>%s</groupId>"
                  + "<artifactId>%s</artifactId><version>%s</version></dependency>",
              JGRAPHT,
              JGRAPHT,
              parts[0],
              parts[1],
              parts[2]),
          e);
    }
  }
}
