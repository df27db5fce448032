package org.meshnn.export;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Written classes, compiled as Java 8 without a warning and loaded without meshnn. */
final class Compiled {
  private final URLClassLoader loader;

  private Compiled(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Compiles.
   *
   * @param sources by the names of their classes
   */
  static Compiled of(Map<String, String> sources) throws IOException {
    Path classes = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "written");
    List<JavaFileObject> files =
        sources.entrySet().stream()
            .map(e -> (JavaFileObject) new Source(e.getKey(), e.getValue()))
            .toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "--release",
            "8",
            "-Xlint:all,-options",
            "-Xdoclint:all/public",
            "-Werror",
            "-encoding",
            "US-ASCII",
            "-proc:none",
            "-cp",
            classes.toString(),
            "-d",
            classes.toString());
    if (!compiler.getTask(said, null, null, options, null, files).call()) {
      throw new AssertionError(said);
    }
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    return new Compiled(new URLClassLoader(new java.net.URL[] {classes.toUri().toURL()}, jdk));
  }

  Class<?> type(String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls a static method; what it throws unchecked is thrown. */
  Object call(String type, String method, Object... arguments) {
    Method found =
        Arrays.stream(type(type).getMethods())
            .filter(m -> m.getName().equals(method))
            .findFirst()
            .orElseThrow();
    try {
      return found.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
