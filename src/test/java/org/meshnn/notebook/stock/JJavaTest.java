package org.meshnn.notebook.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshnn.display.Outlet;
import org.meshnn.display.Show;

@Timeout(300)
class JJavaTest {
  private static final String LATER = "org.meshnn.notebook.stock.JJavaTest.later";
  private static final MIMEType HTML = MIMEType.TEXT_HTML;

  private final List<Object> published = new ArrayList<>();
  private final Outlet before = Show.outlet(new StockOutlet((bundle, id, again) -> {}));
  private Stock kernel;

  @BeforeEach
  void start() {
    kernel = new Stock();
  }

  @AfterEach
  void stop() {
    kernel.onShutdown(false);
    kernel.shell.close();
    Show.outlet(before);
    System.getProperties().remove(LATER);
  }

  @Test
  void isFoundByItsServiceFile() {
    assertTrue(ServiceLoader.load(Extension.class).stream().anyMatch(p -> p.type() == JJava.class));
  }

  @Test
  void valuesLookAsTheyDoInOurKernel() {
    kernel.onStartup();
    DisplayData table = kernel.eval("Table.create(\"t\", IntColumn.create(\"<n>\", 1))");
    assertTrue(table.getData(HTML).toString().contains("&lt;n&gt;"));
    assertTrue(table.getData(MIMEType.TEXT_PLAIN).toString().contains("<n>"));
    DisplayData chart = kernel.eval("new org.knowm.xchart.XYChartBuilder().title(\"c\").build()");
    assertTrue(chart.hasDataForType(MIMEType.parse("image/png")), "a subtype of a known type");
    assertFalse(chart.hasDataForType(HTML));
    DisplayData plain = kernel.eval("1 + 1");
    assertEquals("2", plain.getData(MIMEType.TEXT_PLAIN));
    assertFalse(plain.hasDataForType(HTML));
  }

  @Test
  void liveValuesAreReplacedInPlace() {
    kernel.onStartup();
    kernel.eval("show(\"a\", \"b\"); var bar = live(\"0 %\"); bar.end(\"100 %\");");
    assertEquals(4, published.size());
    assertInstanceOf(PublishDisplayData.class, published.get(1));
    DisplayData first = assertInstanceOf(PublishDisplayData.class, published.get(2));
    DisplayData last = assertInstanceOf(PublishUpdateDisplayData.class, published.get(3));
    assertEquals(first.getDisplayId(), last.getDisplayId());
    assertEquals("100 %", last.getData(MIMEType.TEXT_PLAIN));
  }

  /** As after {@code %maven}: the library comes while a snippet runs, the same cell goes on. */
  @Test
  void canComeInTheMiddleOfACell() {
    Runnable install = () -> kernel.installExtension(new JJava());
    System.getProperties().put(LATER, install);
    DisplayData table =
        kernel.eval(
            "((Runnable) System.getProperties().get(\""
                + LATER
                + "\")).run();\nvar seen = 1;\nTable.create(\"t\", IntColumn.create(\"n\", seen))");
    assertTrue(table.hasDataForType(HTML));
    assertEquals("1", kernel.eval("seen").getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void theQuickstartRunsUnchanged() throws Exception {
    kernel.onStartup();
    int rich = 0;
    for (String cell : Shell.cells(Path.of("notebooks/01-quickstart.ipynb"))) {
      DisplayData shown = kernel.eval(cell);
      rich +=
          shown != null && (shown.hasDataForType(HTML) || shown.hasDataForType(MIMEType.IMAGE_PNG))
              ? 1
              : 0;
    }
    assertTrue(rich >= 9, rich + " rich results");
    assertTrue(published.stream().anyMatch(PublishUpdateDisplayData.class::isInstance));
  }

  /** What JJava's own kernel does with its base library, in short. */
  private final class Stock extends BaseKernel {
    private final Shell shell = new Shell();

    Stock() {
      super(
          "stock",
          "1",
          new LanguageInfo.Builder("java").build(),
          List.of(),
          null,
          new Attached(),
          new CommManager(),
          new Renderer(),
          null,
          null,
          true,
          new StringStyler.Builder().build());
    }

    @Override
    protected void installExtension(Extension extension) {
      super.installExtension(extension);
    }

    @Override
    public Object evalRaw(String source) {
      return shell.eval(source);
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
      return null;
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
      return null;
    }

    @Override
    public String isComplete(String code) {
      return IS_COMPLETE_MAYBE;
    }
  }

  private final class Attached extends JupyterIO {
    Attached() {
      super(StandardCharsets.UTF_8);
      setEnv(
          new ShellReplyEnvironment(null, null, null, null) {
            @Override
            public <T extends ContentType<T>> void publish(T content) {
              published.add(content);
            }
          });
    }
  }
}
