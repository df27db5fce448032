package org.meshnn.notebook.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.ContentType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshnn.display.Imports;
import org.meshnn.display.Outlet;
import org.meshnn.display.Show;

@Timeout(300)
class IJavaTest {
  private static final String KERNEL = "org.meshnn.notebook.stock.IJavaTest.kernel";
  private static final MIMEType PNG = MIMEType.parse("image/png");

  private final List<Object> published = new ArrayList<>();
  private final Outlet before = Show.outlet(new StockOutlet((bundle, id, again) -> {}));
  private Stock kernel;

  /** As IJava starts: its own definitions, then the script file, then the script line. */
  @BeforeEach
  void start() throws Exception {
    kernel = new Stock();
    attach(kernel.getIO());
    System.getProperties().put(KERNEL, kernel);
    String type = BaseKernel.class.getName();
    kernel.shell.eval(
        String.format(
            "%s getKernelInstance() { return (%s) System.getProperties().get(\"%s\"); }",
            type, type, KERNEL));
    JsonObject spec =
        JsonParser.parseString(Files.readString(Path.of("kernel-spec/ijava/kernel.json")))
            .getAsJsonObject();
    kernel.shell.eval(Imports.script());
    kernel.shell.eval(spec.getAsJsonObject("env").get("IJAVA_STARTUP_SCRIPT").getAsString());
  }

  @AfterEach
  void stop() {
    kernel.shell.close();
    Show.showProgress(false);
    Show.outlet(before);
    System.getProperties().remove(KERNEL);
  }

  @Test
  void valuesLookAsTheyDoInOurKernel() {
    DisplayData table = kernel.eval("Table.create(\"t\", IntColumn.create(\"<n>\", 1))");
    assertTrue(table.getData(MIMEType.TEXT_HTML).toString().contains("&lt;n&gt;"));
    assertTrue(table.getData(MIMEType.TEXT_PLAIN).toString().contains("<n>"));
    DisplayData chart = kernel.eval("new org.knowm.xchart.XYChartBuilder().title(\"c\").build()");
    assertTrue(chart.hasDataForType(PNG), "a subtype of a known type");
    assertEquals("2", kernel.eval("1 + 1").getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void liveValuesAreReplacedInPlace() {
    kernel.eval("show(\"a\"); var bar = live(\"0 %\"); bar.end(\"100 %\");");
    assertEquals(3, published.size());
    DisplayData first = assertInstanceOf(PublishDisplayData.class, published.get(1));
    DisplayData last = assertInstanceOf(PublishUpdateDisplayData.class, published.get(2));
    assertEquals(first.getDisplayId(), last.getDisplayId());
    assertEquals("100 %", last.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void clearingSaysOnceThatItCannot() {
    PrintStream errBefore = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      kernel.eval("clearOutput(); clearOutput();");
    } finally {
      System.setErr(errBefore);
    }
    String text = told.toString(StandardCharsets.UTF_8);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.startsWith("note: clearOutput() does nothing in this kernel"), text);
  }

  @Test
  void theQuickstartRunsUnchanged() throws Exception {
    int rich = 0;
    for (String cell : Shell.cells(Path.of("notebooks/01-quickstart.ipynb"))) {
      DisplayData shown = kernel.eval(cell);
      rich +=
          shown != null && (shown.hasDataForType(MIMEType.TEXT_HTML) || shown.hasDataForType(PNG))
              ? 1
              : 0;
    }
    assertTrue(rich >= 9, rich + " rich results");
    assertTrue(published.stream().anyMatch(PublishUpdateDisplayData.class::isInstance));
  }

  /** The library attaches a request's environment only by way of a socket. */
  private void attach(JupyterIO io) throws ReflectiveOperationException {
    Method attach = JupyterIO.class.getDeclaredMethod("setEnv", ShellReplyEnvironment.class);
    attach.setAccessible(true);
    attach.invoke(
        io,
        new ShellReplyEnvironment(null, null, null, null) {
          @Override
          public <T extends ContentType<T>> void publish(T content) {
            published.add(content);
          }
        });
  }

  /** What IJava's own kernel does with its base library, in short. */
  private static final class Stock extends BaseKernel {
    private final Shell shell = new Shell(Executors.newSingleThreadExecutor());

    @Override
    public DisplayData eval(String source) {
      Object value = shell.eval(source);
      return value == null ? null : getRenderer().render(value);
    }

    @Override
    public LanguageInfo getLanguageInfo() {
      return new LanguageInfo.Builder("java").build();
    }
  }
}
