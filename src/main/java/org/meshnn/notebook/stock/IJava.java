package org.meshnn.notebook.stock;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Rich;
import org.meshnn.display.Show;

/**
 * Makes stock IJava show what our own kernel shows.
 *
 * <p>For {@code IJAVA_STARTUP_SCRIPT} in its {@code kernel.json}:
 *
 * <pre>{@code
 * org.meshnn.notebook.stock.IJava.install(getKernelInstance());
 * }</pre>
 *
 * <p>The imports come by {@code IJAVA_STARTUP_SCRIPTS_PATH}, which IJava evaluates first.
 */
public final class IJava {
  private IJava() {}

  /**
   * Registers how values look and shows them, live ones too, through this kernel.
   *
   * @param kernel that runs the cells
   */
  public static void install(BaseKernel kernel) {
    Rich.types().forEach(type -> register(kernel.getRenderer(), type));
    Show.outlet(new StockOutlet((bundle, id, again) -> publish(kernel, bundle, id, again)));
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
      data.setDisplayId(id);
    }
    if (again) {
      kernel.getIO().display.updateDisplay(data);
    } else {
      kernel.getIO().display.display(data);
    }
  }
}
