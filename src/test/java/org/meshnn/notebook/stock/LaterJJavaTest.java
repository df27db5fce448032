package org.meshnn.notebook.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.display.Imports;
import org.meshnn.display.Live;
import org.meshnn.display.Outlet;
import org.meshnn.display.Rich;
import org.meshnn.display.Show;

/**
 * The adapter links with a later JJava: a sketch of its signatures, in a class loader of its own.
 */
class LaterJJavaTest {
  private static final String PACKAGE = "org.dflib.jjava.jupyter.";
  private static final List<String> SKETCH =
      List.of(
          "public interface Extension { void install(kernel.BaseKernel k);"
              + " default void uninstall(kernel.BaseKernel k) {} }",
          "kernel: public interface EvalBuilder<T> { T eval(); }",
          "kernel: class SimpleEvalBuilder<T> implements EvalBuilder<T> { private final String s;"
              + " SimpleEvalBuilder(String s) { this.s = s; }"
              + " public T eval() { BaseKernel.LOG.add(s); return null; } }",
          "kernel: public class BaseKernel {"
              + " public static final java.util.List<String> LOG = new java.util.ArrayList<>();"
              + " public <T> SimpleEvalBuilder<T> evalBuilder(String s)"
              + " { return new SimpleEvalBuilder<>(s); }"
              + " public String getVersion() { return \"later\"; }"
              + " public display.Renderer getRenderer() { return new display.Renderer(); }"
              + " public JupyterIO getIO() { return new JupyterIO(); } }",
          "kernel: public class JupyterIO"
              + " { public final DisplayStream display = new DisplayStream(); }",
          "kernel: public class DisplayStream {"
              + " public void display(display.DisplayData d) { BaseKernel.LOG.add(\"new \" + d); }"
              + " public void updateDisplay(display.DisplayData d)"
              + " { BaseKernel.LOG.add(\"again \" + d); } }",
          "kernel.display: public class DisplayData {"
              + " private final java.util.Map<String, Object> all = new java.util.TreeMap<>();"
              + " public void putData(String k, Object v) { all.put(k, v); }"
              + " public void putTransientData(String k, Object v) { all.put(k, \"id\"); }"
              + " public DisplayData setDisplayId(String id) { return this; }"
              + " public String toString() { return all.toString(); } }",
          "kernel.display: public class Renderer {"
              + " public class RenderRegistration<T> {"
              + " public RenderRegistration<T> preferring(String... t) { return this; }"
              + " public RenderRegistration<T> supporting(String... t) { return this; }"
              + " public void register(RenderFunction<T> f)"
              + " { kernel.BaseKernel.LOG.add(\"type\"); } }"
              + " public <T> RenderRegistration<T> createRegistration(Class<T> c)"
              + " { return new RenderRegistration<>(); } }",
          "kernel.display: public interface RenderFunction<T>"
              + " { void render(T value, RenderContext context); }",
          "kernel.display.mime: public class MIMEType"
              + " { public static MIMEType parse(String s) { return null; } }",
          "kernel.display: public class RenderContext {"
              + " public boolean renderIfRequested(display.mime.MIMEType t,"
              + " java.util.function.Supplier<Object> s) { return true; } }");

  @TempDir private Path classes;

  @Test
  void installsShowsAndImports() throws Exception {
    compileSketch();
    copyAdapter();
    Outlet before = Show.outlet(new StockOutlet((bundle, id, again) -> {}));
    try (URLClassLoader later = new Later(classes.toUri().toURL())) {
      Class<?> kernelType = later.loadClass(PACKAGE + "kernel.BaseKernel");
      Object kernel = kernelType.getConstructor().newInstance();
      Class<?> adapter = later.loadClass(JJava.class.getName());
      adapter
          .getMethod("install", kernelType)
          .invoke(adapter.getConstructor().newInstance(), kernel);
      Live bar = Show.live("0 %");
      bar.end("100 %");
      List<?> log = (List<?>) kernelType.getField("LOG").get(null);
      int types = Rich.types().size();
      assertTrue(log.subList(0, types).stream().allMatch("type"::equals), log::toString);
      String imports = Imports.script().replace("\nshowProgress(true);\n", "");
      assertEquals(
          List.of(
              imports,
              "new {display_id=id, text/plain=0 %}",
              "again {display_id=id, text/plain=100 %}"),
          log.subList(types, log.size()));
    } finally {
      Show.showProgress(false);
      Show.outlet(before);
    }
  }

  private void compileSketch() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> sources = new ArrayList<>();
    for (String sketch : SKETCH) {
      var parts =
          Pattern.compile("(?:([\\w.]+): )?(.*?(?:class|interface) (\\w+).*)").matcher(sketch);
      assertTrue(parts.matches());
      String room = parts.group(1) == null ? "" : "." + parts.group(1);
      String code =
          parts
              .group(2)
              .replaceAll("\\b(kernel|display(?:\\.mime)?)\\.(?=[A-Z])", PACKAGE + "$1.")
              .replace(PACKAGE + "display.", PACKAGE + "kernel.display.");
      sources.add(
          new Source(parts.group(3), "package org.dflib.jjava.jupyter" + room + "; " + code));
    }
    List<String> options = List.of("-d", classes.toString(), "-cp", classes.toString());
    assertTrue(compiler.getTask(null, null, null, options, null, sources).call());
  }

  private void copyAdapter() throws IOException {
    for (Class<?> type : List.of(JJava.class, StockOutlet.class, StockOutlet.Publisher.class)) {
      String file = type.getName().replace('.', '/') + ".class";
      Path to = classes.resolve(file);
      Files.createDirectories(to.getParent());
      try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
        Files.copy(in, to);
      }
    }
  }

  /** Loads the sketch and the adapter itself, all else from this test's class path. */
  private static final class Later extends URLClassLoader {
    Later(URL classes) {
      super(new URL[] {classes}, LaterJJavaTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.dflib.") && !name.startsWith(JJava.class.getPackageName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
