package org.meshnn.notebook.assist;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;

/** Classes by the names that cells know them by. */
final class Types {
  private final JShell shell;
  private final ClassLoader loader;

  Types(JShell shell, ClassLoader loader) {
    this.shell = shell;
    this.loader = loader;
  }

  /** A class by qualified name, or by simple name through the imports; nested ones by dots. */
  Optional<Class<?>> named(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Stream<String> imported =
        shell.imports().filter(i -> !i.isStatic()).flatMap(i -> qualified(i, name));
    return Stream.of(Stream.of(name, "java.lang." + name), imported)
        .flatMap(s -> s)
        .flatMap(n -> load(n).stream())
        .findFirst();
  }

  /** The classes whose static members cells can name. */
  List<Class<?>> staticImports() {
    return shell
        .imports()
        .filter(ImportSnippet::isStatic)
        .map(i -> i.fullname().substring(0, i.fullname().lastIndexOf('.')))
        .distinct()
        .<Class<?>>flatMap(n -> load(n).stream())
        .toList();
  }

  private static Stream<String> qualified(ImportSnippet declared, String name) {
    String full = declared.fullname();
    if (full.endsWith(".*")) {
      return Stream.of(full.substring(0, full.length() - 1) + name);
    }
    String first = name.split("\\.", 2)[0];
    return full.endsWith("." + first)
        ? Stream.of(full + name.substring(first.length()))
        : Stream.empty();
  }

  private Optional<Class<?>> load(String name) {
    String binary = name;
    while (true) {
      try {
        return Optional.of(Class.forName(binary, false, loader));
      } catch (ClassNotFoundException | LinkageError e) {
        int dot = binary.lastIndexOf('.');
        if (dot < 0) {
          return Optional.empty();
        }
        // Perhaps a nested class.
        binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
      }
    }
  }
}
