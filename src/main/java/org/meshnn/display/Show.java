package org.meshnn.display;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meshnn.StreamWatcher;
import org.meshnn.Watcher;
import org.meshnn.experiment.SearchWatcher;
import org.meshnn.experiment.TrialWatcher;
import org.meshnn.train.Listener;

/**
 * Showing values from code: in a notebook cell as tables and pictures, in JShell or a terminal as
 * text, with pictures saved to a file whose path is printed, and opened where there is a desktop.
 *
 * <pre>{@code
 * show(iris.first(5), model.history().plot());
 * var bar = live("starting");
 * bar.update("half way");
 * bar.end("done");
 * }</pre>
 */
public final class Show {
  private static final long WAIT_NS = 500_000_000;

  private static volatile Outlet outlet = new Terminal(() -> System.out);

  private Show() {}

  /**
   * Shows each value, in order, in the cell that runs now.
   *
   * @param values of any type, null included
   */
  public static void show(@Nullable Object @Nullable ... values) {
    Outlet to = outlet;
    if (values == null) {
      to.display(Rich.bundle(null));
      return;
    }
    for (Object value : values) {
      to.display(Rich.bundle(value));
    }
  }

  /**
   * Takes away what the cell that runs now has printed and shown so far. In a terminal only a line
   * that is being rewritten goes; stock IJava and JJava cannot take outputs away, and say so.
   */
  public static void clearOutput() {
    outlet.clear();
  }

  /**
   * Shows a value that can be replaced in place while the cell runs.
   *
   * @param first shown until the first update; of any type
   * @return what replaces it
   */
  public static Live live(Object first) {
    Live live = new Live();
    live.update(first);
    return live;
  }

  /**
   * {@return a listener that shows a live bar and the curves so far while a mesh trains, from its
   * first moment on, and leaves them behind: {@code Training.defaults().listen(progress())}} For
   * one training at a time.
   */
  public static Listener progress() {
    return TrainingBar.atOnce();
  }

  /**
   * Whether trainings, runs over streams, experiments and searches that have no listener show a
   * live bar once they have lasted half a second. They do in the kernel, the runner and JShell,
   * whose start-up scripts say so; elsewhere not, unless this is called.
   *
   * @param on whether they do from now on
   */
  public static void showProgress(boolean on) {
    Watcher.set(on ? () -> TrainingBar.after(WAIT_NS, System::nanoTime, Beside.EXECUTOR) : null);
    StreamWatcher.set(on ? () -> new StreamBar(WAIT_NS, System::nanoTime, Beside.EXECUTOR) : null);
    TrialWatcher.set(on ? runs -> new ExperimentBar(runs, WAIT_NS, System::nanoTime) : null);
    SearchWatcher.set(on ? () -> new SearchBar(WAIT_NS, System::nanoTime) : null);
  }

  /**
   * Sets where values are shown.
   *
   * @param to where they are shown from now on
   * @return where they were shown before
   * @throws NullPointerException if it is null
   */
  public static Outlet outlet(Outlet to) {
    Outlet before = outlet;
    outlet = Objects.requireNonNull(to);
    return before;
  }

  static void update(String id, Map<String, String> bundle, boolean last) {
    outlet.update(id, bundle, last);
  }
}
