package org.meshnn.notebook.stock;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Imports;
import org.meshnn.display.Outlet;
import org.meshnn.display.Rich;
import org.meshnn.display.Show;

/**
 * Makes stock JJava show what our own kernel shows, and imports what ours imports. JJava finds it
 * by its service file as soon as this library is on the class path: from the start, or after {@code
 * %maven}.
 */
public final class JJava implements Extension {
  // DisplayData.setDisplayId returns void in 1.0-a6 and an object later: a call compiled against
  // one does not link with the other. This key is what it sets.
  private static final String DISPLAY_ID = "display_id";

  private @Nullable Outlet before;

  /** For the service loader. */
  public JJava() {}

  @Override
  public void install(BaseKernel kernel) {
    Rich.types().forEach(type -> register(kernel.getRenderer(), type));
    before =
        Show.outlet(new StockOutlet((bundle, id, again) -> publish(kernel, bundle, id, again)));
    // Only imports: they run nothing, so that this works in the middle of a running cell too.
    evaluate(
        kernel,
        Imports.script().lines().filter(l -> l.startsWith("import ")).collect(joining("\n")));
    Show.showProgress(true);
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    Show.showProgress(false);
    Show.outlet(Objects.requireNonNull(before, "installed before"));
  }

  private static <T> void register(Renderer renderer, Class<T> type) {
    renderer
        .createRegistration(type)
        .preferring(Rich.HTML, Rich.PNG)
        .supporting(Rich.TEXT)
        .register(
            (value, context) ->
                Rich.bundle(value)
                    .forEach(
                        (mime, content) ->
                            context.renderIfRequested(MIMEType.parse(mime), () -> content)));
  }

  private static void publish(
      BaseKernel kernel, Map<String, String> bundle, @Nullable String id, boolean again) {
    DisplayData data = new DisplayData();
    bundle.forEach(data::putData);
    if (id != null) {
      data.putTransientData(DISPLAY_ID, id);
    }
    if (again) {
      kernel.getIO().display.updateDisplay(data);
    } else {
      kernel.getIO().display.display(data);
    }
  }

  /**
   * Evaluates by {@code evalRaw(source)}, or by its successor {@code evalBuilder(source).eval()}.
   */
  private static void evaluate(BaseKernel kernel, String source) {
    try {
      Method builder = method("evalBuilder");
      if (builder == null) {
        BaseKernel.class.getMethod("evalRaw", String.class).invoke(kernel, source);
        return;
      }
      Method eval = builder.getReturnType().getMethod("eval");
      eval.setAccessible(true);
      eval.invoke(builder.invoke(kernel, source));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the imports of meshnn failed in this JJava", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "expected a JJava whose kernel has evalRaw(String) or evalBuilder(String).eval(), got "
              + kernel.getVersion()
              + "; use 1.0-a6 or a later 1.0",
          e);
    }
  }

  private static @Nullable Method method(String name) {
    for (Method method : BaseKernel.class.getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == 1) {
        return method;
      }
    }
    return null;
  }
}
