package org.meshnn.notebook.stock;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Evaluates as the stock kernels do: snippet by snippet, in this JVM, on a thread of its own. */
final class Shell implements AutoCloseable {
  private static final String STOCK_IMPORTS =
      "import java.io.*; import java.math.*; import java.net.*; import java.time.*;"
          + " import java.util.*; import java.util.concurrent.*; import java.util.prefs.*;"
          + " import java.util.regex.*;";

  private final ExecutorService executor;
  private final JShell shell;
  private Object value;

  /** A shell whose snippets run on this executor, with a stock kernel's own imports. */
  Shell(ExecutorService executor) {
    this.executor = executor;
    shell = JShell.builder().executionEngine(provider(new Control()), Map.of()).build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    eval(STOCK_IMPORTS);
  }

  /** A shell with as many threads as it needs. */
  Shell() {
    this(Executors.newCachedThreadPool());
  }

  /** The value of the last snippet; throws when one does not compile or run. */
  Object eval(String source) {
    Object last = null;
    CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(source);
    while (next.completeness().isComplete()) {
      value = null;
      for (SnippetEvent event : shell.eval(next.source())) {
        if (event.exception() != null) {
          throw new IllegalStateException(next.source(), event.exception());
        }
        if (event.status() == Status.REJECTED) {
          throw new IllegalStateException(
              next.source() + shell.diagnostics(event.snippet()).toList());
        }
        last = event.value() == null ? null : value;
      }
      next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining());
    }
    return last;
  }

  /** The sources of a notebook's code cells. */
  static List<String> cells(Path notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    JsonObject root = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
    for (JsonElement element : root.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        StringBuilder source = new StringBuilder();
        cell.getAsJsonArray("source").forEach(line -> source.append(line.getAsString()));
        cells.add(source.toString());
      }
    }
    return cells;
  }

  @Override
  public void close() {
    shell.close();
    executor.shutdownNow();
  }

  private static ExecutionControlProvider provider(ExecutionControl control) {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "stock";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return control;
      }
    };
  }

  private final class Control extends DirectExecutionControl {
    @Override
    protected String invoke(Method snippet) throws Exception {
      try {
        value = executor.submit(() -> snippet.invoke(null)).get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() instanceof InvocationTargetException i ? i.getCause() : e;
        throw new UserException(
            String.valueOf(cause.getMessage()), cause.getClass().getName(), cause.getStackTrace());
      }
      return "done";
    }
  }
}
