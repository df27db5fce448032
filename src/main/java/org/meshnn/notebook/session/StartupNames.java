package org.meshnn.notebook.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import org.meshnn.display.Imports;

/**
 * Keeps the names that every cell knows. When a cell imports a whole package that has some of them,
 * {@code List} would be ambiguous after {@code import java.awt.*}: such names are imported one by
 * one, which Java prefers to packages. When a cell declares a type of a name that is imported so,
 * the import goes, for Java allows only one of the two.
 */
final class StartupNames {
  private static final Pattern PACKAGE_IMPORT =
      Pattern.compile("(?s)\\s*import\\s+([\\w.]+)\\.\\*\\s*;?\\s*");
  private static final Pattern TYPE_DECLARATION =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");

  private final JShell shell;
  private final ClassLoader loader;
  private final List<String> packages = new ArrayList<>();
  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, Snippet> single = new HashMap<>();
  private Optional<Snippet> taken = Optional.empty(); // an import that gave way to a type

  /** Evaluates the start-up imports; one that is not on the class path costs its names only. */
  StartupNames(JShell shell, ClassLoader loader) {
    this.shell = shell;
    this.loader = loader;
    for (String line : Imports.script().lines().toList()) {
      Snippet snippet = shell.eval(line).get(0).snippet();
      Matcher whole = PACKAGE_IMPORT.matcher(line);
      if (whole.matches()) {
        packages.add(whole.group(1));
      } else if (snippet instanceof ImportSnippet one && !one.isStatic()) {
        keep(one);
      }
    }
  }

  /**
   * Makes sure that a snippet about to be evaluated leaves the names as they are.
   *
   * @return a note for each name that the snippet's package has too
   */
  List<String> before(String code) {
    taken = declaredType(code).map(single::remove);
    taken.ifPresent(shell::drop);
    Matcher imported = PACKAGE_IMPORT.matcher(code);
    return imported.matches() && !packages.contains(imported.group(1))
        ? keepFrom(imported.group(1))
        : List.of();
  }

  /** Imports the name again that the last snippet took: the type it declared was rejected. */
  void rejected() {
    taken.ifPresent(snippet -> keep((ImportSnippet) shell.eval(snippet.source()).get(0).snippet()));
  }

  private void keep(ImportSnippet imported) {
    single.put(imported.name(), imported);
  }

  /** The type that a snippet declares, if it is one that may be imported by name. */
  private Optional<String> declaredType(String code) {
    return TYPE_DECLARATION.matcher(code).find()
        ? shell.sourceCodeAnalysis().sourceToSnippets(code).stream()
            .filter(TypeDeclSnippet.class::isInstance)
            .map(type -> ((TypeDeclSnippet) type).name())
            .findAny()
        : Optional.empty();
  }

  private List<String> keepFrom(String other) {
    List<String> notes = new ArrayList<>();
    names()
        .forEach(
            (name, kept) -> {
              String same = other + "." + name;
              if (isPublicType(same) && isPublicType(kept) && isFree(name)) {
                single.put(name, shell.eval("import " + kept + ";").get(0).snippet());
                notes.add(name + " stays " + kept + "; import " + same + " for the other");
              }
            });
    return notes;
  }

  /** The simple names of the types in the packages, each with its qualified name. */
  private Map<String, String> names() {
    if (names.isEmpty()) {
      try (JavaFileManager files =
          ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
        for (String own : packages) {
          for (JavaFileManager.Location place : places(files, own)) {
            for (JavaFileObject file : files.list(place, own, Set.of(Kind.CLASS), false)) {
              String qualified = files.inferBinaryName(place, file);
              String name = qualified.substring(own.length() + 1);
              if (name.indexOf('$') < 0) {
                names.put(name, qualified);
              }
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  /** Where classes of a package may be: on the class path, or in a module of the JDK. */
  private static List<JavaFileManager.Location> places(JavaFileManager files, String name)
      throws IOException {
    for (Module module : ModuleLayer.boot().modules()) {
      if (module.getPackages().contains(name)) {
        return List.of(
            files.getLocationForModule(StandardLocation.SYSTEM_MODULES, module.getName()));
      }
    }
    return List.of(StandardLocation.CLASS_PATH);
  }

  /** Whether no cell has declared a type of that name or imported one. */
  private boolean isFree(String name) {
    return shell.types().noneMatch(t -> t.name().equals(name))
        && shell.imports().map(ImportSnippet::fullname).noneMatch(f -> f.endsWith("." + name));
  }

  private boolean isPublicType(String name) {
    if (loader.getResource(name.replace('.', '/') + ".class") == null) {
      return false;
    }
    try {
      return Modifier.isPublic(Class.forName(name, false, loader).getModifiers());
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
