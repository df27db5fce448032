package org.meshnn.notebook.session;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.meshnn.display.Imports;

/**
 * Keeps the names that every cell knows when a cell imports a whole package that has some of them:
 * {@code List} would be ambiguous after {@code import java.awt.*}. Such names are imported one by
 * one, which Java prefers to packages, until a cell declares a type of that name.
 */
final class StartupNames {
  private static final Pattern PACKAGE_IMPORT =
      Pattern.compile("(?s)\\s*import\\s+([\\w.]+)\\.\\*\\s*;?\\s*");
  private static final Pattern TYPE_DECLARATION =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");

  private final JShell shell;
  private final ClassLoader loader;
  private final List<String> packages;
  private final Map<String, Snippet> single = new HashMap<>();

  StartupNames(JShell shell, ClassLoader loader) {
    this.shell = shell;
    this.loader = loader;
    packages =
        Imports.script()
            .lines()
            .map(PACKAGE_IMPORT::matcher)
            .filter(Matcher::matches)
            .map(m -> m.group(1))
            .toList();
  }

  /**
   * Makes sure that a snippet about to be evaluated leaves the names as they are.
   *
   * @return a note for each name that the snippet's package has too
   */
  List<String> before(String code) {
    Matcher declared = TYPE_DECLARATION.matcher(code);
    while (declared.find()) {
      Snippet before = single.remove(declared.group(1));
      if (before != null) {
        shell.drop(before);
      }
    }
    Matcher imported = PACKAGE_IMPORT.matcher(code);
    return imported.matches() && !packages.contains(imported.group(1))
        ? keepFrom(imported.group(1))
        : List.of();
  }

  private List<String> keepFrom(String other) {
    List<String> notes = new ArrayList<>();
    for (String name : typesOf(other)) {
      for (String own : packages) {
        String kept = own + "." + name;
        if (isPublicType(kept) && isPublicType(other + "." + name) && isFree(name)) {
          single.put(name, shell.eval("import " + kept + ";").get(0).snippet());
          notes.add(name + " stays " + kept + "; import " + other + "." + name + " for the other");
        }
      }
    }
    return notes;
  }

  private List<String> typesOf(String name) {
    String code = name + ".";
    return shell
        .sourceCodeAnalysis()
        .completionSuggestions(code, code.length(), new int[1])
        .stream()
        .map(Suggestion::continuation)
        .filter(c -> c.matches("\\w+"))
        .distinct()
        .toList();
  }

  /** Whether no cell has declared a type of that name or imported one. */
  private boolean isFree(String name) {
    return shell.types().noneMatch(t -> t.name().equals(name))
        && shell.imports().map(ImportSnippet::fullname).noneMatch(f -> f.endsWith("." + name));
  }

  private boolean isPublicType(String name) {
    try {
      return Modifier.isPublic(Class.forName(name, false, loader).getModifiers());
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
