package org.meshnn.notebook.stock;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Outlet;

/** Shows values through a kernel that captures {@code System.out} itself. */
final class StockOutlet implements Outlet {
  private final Publisher publisher;
  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean told = new AtomicBoolean();

  StockOutlet(Publisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void stream(String name, String text) {
    (name.equals("stderr") ? System.err : System.out).print(text);
  }

  @Override
  public void display(Map<String, String> bundle) {
    publisher.publish(bundle, null, false);
  }

  @Override
  public void update(String id, Map<String, String> bundle, boolean last) {
    publisher.publish(bundle, id, !shown.add(id));
  }

  /** Says once that it cannot: these kernels have no call that takes outputs away. */
  @Override
  public void clear() {
    if (told.compareAndSet(false, true)) {
      stream(
          "stderr",
          "note: clearOutput() does nothing in this kernel, which cannot take outputs away;"
              + " live(...) replaces a value in place\n");
    }
  }

  /** Sends one bundle to the front end. */
  @FunctionalInterface
  interface Publisher {
    /**
     * Shows a bundle.
     *
     * @param id what later bundles replace it by; null for none
     * @param again whether it replaces what was shown by that id
     */
    void publish(Map<String, String> bundle, @Nullable String id, boolean again);
  }
}
