package org.meshnn.notebook.assist;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Documentation comments of this library, read from the sources that its jar carries. A file is
 * parsed when something in it is asked for.
 */
final class Sources {
  private static final String ROOT = "/META-INF/meshnn/sources/";
  private static final String ANY_FILE = ROOT + "org/meshnn/Mesh.java";

  /** A parsed file. */
  private record Parsed(DocTrees docs, CompilationUnitTree unit) {}

  /** A class in a parsed file. */
  private record Found(Parsed file, TreePath path) {
    ClassTree tree() {
      return (ClassTree) path.getLeaf();
    }

    DocCommentTree doc(Tree member) {
      return file.docs().getDocCommentTree(member == tree() ? path : new TreePath(path, member));
    }
  }

  private final Map<String, Optional<Parsed>> parsed = new HashMap<>();
  private final Map<String, String> pathOf = new HashMap<>();

  /** The documentation of what a signature names; empty when it is not ours or has none. */
  synchronized Optional<DocCommentTree> doc(Signature signature) {
    if (!signature.isCall()) {
      Optional<DocCommentTree> type = type(signature.name()).map(f -> f.doc(f.tree()));
      if (type.isPresent()) {
        return type;
      }
    }
    return type(signature.isConstructor() ? signature.name() : signature.owner())
        .flatMap(owner -> member(owner, signature));
  }

  /** A documentation comment that was found elsewhere, parsed. */
  static Optional<DocCommentTree> parseComment(String comment) {
    String text = "/**\n" + comment + "\n*/\nclass Comment {}";
    return parse(text)
        .map(p -> new Found(p, path(p, p.unit().getTypeDecls().get(0))))
        .map(f -> f.doc(f.tree()));
  }

  private Optional<DocCommentTree> member(Found owner, Signature signature) {
    for (Tree member : owner.tree().getMembers()) {
      if (names(member, owner.tree(), signature)) {
        DocCommentTree doc = owner.doc(member);
        if (doc != null) {
          return Optional.of(doc);
        }
      }
    }
    return component(owner, signature).or(() -> inherited(owner, signature));
  }

  private static boolean names(Tree member, ClassTree owner, Signature signature) {
    if (member instanceof VariableTree field) {
      return !signature.isCall() && field.getName().contentEquals(signature.simpleName());
    }
    if (!(member instanceof MethodTree method) || !signature.isCall()) {
      return false;
    }
    String name =
        method.getReturnType() == null
            ? owner.getSimpleName().toString()
            : method.getName().toString();
    return name.equals(signature.simpleName())
        && method.getParameters().stream()
            .map(p -> Signature.simpleType(p.getType().toString()))
            .toList()
            .equals(signature.parameters());
  }

  /** What a record says of a component, for the accessor that it does not spell out. */
  private static Optional<DocCommentTree> component(Found owner, Signature signature) {
    DocCommentTree doc = owner.doc(owner.tree());
    if (doc == null || owner.tree().getKind() != Tree.Kind.RECORD || !signature.isCall()) {
      return Optional.empty();
    }
    if (signature.isConstructor()) {
      return Optional.of(doc);
    }
    for (DocTree tag : doc.getBlockTags()) {
      if (tag instanceof ParamTree param
          && param.getName().getName().contentEquals(signature.simpleName())
          && List.of().equals(signature.parameters())) {
        StringBuilder text = new StringBuilder();
        param.getDescription().forEach(text::append);
        return parseComment(text.toString());
      }
    }
    return Optional.empty();
  }

  private Optional<DocCommentTree> inherited(Found owner, Signature signature) {
    List<Tree> parents = new ArrayList<>(owner.tree().getImplementsClause());
    if (owner.tree().getExtendsClause() != null) {
      parents.add(owner.tree().getExtendsClause());
    }
    return parents.stream()
        .flatMap(p -> type(Signature.erase(p.toString())).stream())
        .flatMap(p -> member(p, signature).stream())
        .findFirst();
  }

  /** A class by qualified name, or by simple name when it is one of ours; nested ones too. */
  private Optional<Found> type(String name) {
    String[] parts = name.split("\\.");
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].isEmpty() && Character.isUpperCase(parts[i].charAt(0))) {
        String simple = parts[i];
        String folder = String.join("/", List.of(parts).subList(0, i));
        Optional<Found> found = file(folder, simple).flatMap(p -> top(p, simple));
        for (String nested : List.of(parts).subList(i + 1, parts.length)) {
          found = found.flatMap(f -> child(f, nested));
        }
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> top(Parsed file, String name) {
    return file.unit().getTypeDecls().stream()
        .filter(t -> t instanceof ClassTree c && c.getSimpleName().contentEquals(name))
        .findFirst()
        .map(t -> new Found(file, path(file, t)));
  }

  private static Optional<Found> child(Found outer, String name) {
    return outer.tree().getMembers().stream()
        .filter(m -> m instanceof ClassTree c && c.getSimpleName().contentEquals(name))
        .findFirst()
        .map(m -> new Found(outer.file(), new TreePath(outer.path(), m)));
  }

  private static TreePath path(Parsed file, Tree type) {
    return new TreePath(new TreePath(file.unit()), type);
  }

  private Optional<Parsed> file(String folder, String simpleName) {
    String path = folder.isEmpty() ? paths().get(simpleName) : folder + "/" + simpleName + ".java";
    return path == null ? Optional.empty() : parsed.computeIfAbsent(path, Sources::read);
  }

  private static Optional<Parsed> read(String path) {
    try (InputStream in = Sources.class.getResourceAsStream(ROOT + path)) {
      return in == null
          ? Optional.empty()
          : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Parsed> parse(String source) {
    var file =
        new SimpleJavaFileObject(URI.create("string:///A.java"), SimpleJavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask)
            compiler.getTask(null, null, d -> {}, List.of("-proc:none"), null, List.of(file));
    try {
      for (CompilationUnitTree unit : task.parse()) {
        return Optional.of(new Parsed(DocTrees.instance(task), unit));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths of the files by the simple name of the class. */
  private Map<String, String> paths() {
    URL any = Sources.class.getResource(ANY_FILE);
    if (pathOf.isEmpty() && any != null) {
      list(any);
    }
    return pathOf;
  }

  private void list(URL any) {
    try {
      if (any.getProtocol().equals("jar")) {
        String jar = any.toString().substring(0, any.toString().indexOf("!/"));
        try (FileSystem files = FileSystems.newFileSystem(URI.create(jar + "!/"), Map.of())) {
          list(files.getPath(ROOT));
        }
      } else {
        // From .../sources/org/meshnn/Mesh.java up to .../sources.
        list(Path.of(any.toURI()).resolve("../../..").normalize());
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot list the sources at " + any, e);
    }
  }

  private void list(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      walk.filter(p -> p.toString().endsWith(".java"))
          .forEach(
              p -> {
                String file = p.getFileName().toString();
                String path = root.relativize(p).toString().replace('\\', '/');
                pathOf.putIfAbsent(file.substring(0, file.length() - 5), path);
              });
    }
  }
}
