package org.meshnn.export;

import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.meshnn.text.Listing;

/**
 * The name of a class to be written.
 *
 * @param packageName empty for none
 * @param simpleName without the package
 */
record JavaSourceName(String packageName, String simpleName) {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  /** Names that Java takes for no class, and those of classes that the source uses. */
  private static final Set<String> TAKEN =
      Set.of(
          "var",
          "yield",
          "record",
          "sealed",
          "permits",
          "Arrays",
          "Collections",
          "Double",
          "IllegalArgumentException",
          "Integer",
          "List",
          "Math",
          "Object",
          "String",
          "StringTokenizer");

  /**
   * A name as it is typed.
   *
   * @param name with its package, if any: {@code com.acme.IrisMesh}
   * @throws IllegalArgumentException if Java, or a file of any encoding, does not take it
   */
  static JavaSourceName of(String name) {
    String whole = name == null ? "" : name;
    for (String part : whole.split("\\.", -1)) {
      if (!IDENTIFIER.matcher(part).matches() || SourceVersion.isKeyword(part)) {
        throw refused(name, Listing.quoted(part) + " is no name of ASCII letters, digits, _ and $");
      }
    }
    if (whole.startsWith("java.")) {
      throw refused(name, "packages of java are Java's own");
    }
    int dot = whole.lastIndexOf('.');
    String simple = whole.substring(dot + 1);
    if (TAKEN.contains(simple)) {
      throw refused(name, Listing.quoted(simple) + " is taken");
    }
    return new JavaSourceName(dot < 0 ? "" : whole.substring(0, dot), simple);
  }

  private static IllegalArgumentException refused(String name, String reason) {
    return new IllegalArgumentException(
        "expected the name of a class, for example com.acme.IrisMesh; got "
            + Listing.quoted(name)
            + ": "
            + reason);
  }
}
