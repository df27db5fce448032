package org.meshnn.display;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.meshnn.train.Listener;

/**
 * Showing values from code: in a notebook cell as tables and pictures, in JShell or a terminal as
 * text, with pictures saved to a file whose path is printed.
 *
 * <pre>{@code
 * show(iris.first(5), model.history().plot());
 * var bar = live("starting");
 * bar.update("half way");
 * bar.end("done");
 * }</pre>
 */
public final class Show {
  private static volatile Outlet outlet = new Terminal(() -> System.out);

  private Show() {}

  /** Shows each value, in order, in the cell that runs now. */
  public static void show(Object... values) {
    Outlet to = outlet;
    if (values == null) {
      to.display(Rich.bundle(null));
      return;
    }
    for (Object value : values) {
      to.display(Rich.bundle(value));
    }
  }

  /** Shows a value that can be replaced in place while the cell runs. */
  public static Live live(Object first) {
    Live live = new Live();
    live.update(first);
    return live;
  }

  /**
   * A listener that shows a live bar while a mesh trains: {@code
   * Training.defaults().listen(progress())}. For one training at a time.
   */
  public static Listener progress() {
    return new TrainingBar();
  }

  /**
   * Shows values through another kernel from here on; a live value then appears once, when it ends.
   *
   * @param display takes a MIME bundle, type to content, as {@link Rich#bundle} makes it
   */
  public static void through(Consumer<Map<String, String>> display) {
    outlet = new Foreign(Objects.requireNonNull(display, "display"));
  }

  /** Sets where values are shown; returns where they were shown before. */
  public static Outlet outlet(Outlet to) {
    Outlet before = outlet;
    outlet = Objects.requireNonNull(to);
    return before;
  }

  static void update(String id, Map<String, String> bundle, boolean last) {
    outlet.update(id, bundle, last);
  }

  /** Another kernel's display, which cannot update in place. */
  private record Foreign(Consumer<Map<String, String>> display) implements Outlet {
    @Override
    public void stream(String name, String text) {
      System.out.print(text);
    }

    @Override
    public void display(Map<String, String> bundle) {
      display.accept(bundle);
    }

    @Override
    public void update(String id, Map<String, String> bundle, boolean last) {
      if (last) {
        display.accept(bundle);
      }
    }
  }
}
