package org.meshnn.display;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A shown value that is replaced in place: in a notebook the output itself, on a console one line,
 * in a log a line now and then.
 *
 * <p>Updates may come as often as they like: at most ten a second are shown, and the latest always
 * is, at the next update, at {@link #end} or when the cell ends. One that cannot be shown is left
 * out; the first of them is logged.
 */
public final class Live {
  private static final long SPACING_NS = 100_000_000;
  private static final String RUN = UUID.randomUUID() + "-";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Set<Live> UNSETTLED = ConcurrentHashMap.newKeySet();

  private final String id = RUN + COUNT.incrementAndGet();
  private long shownAt;
  private boolean shown;
  private boolean ended;
  private boolean failed;
  private @Nullable Object pending;

  Live() {}

  /**
   * Replaces what is shown; does nothing after {@link #end}.
   *
   * @param value of any type
   */
  public synchronized void update(@Nullable Object value) {
    if (ended) {
      return;
    }
    long now = System.nanoTime();
    if (shown && now - shownAt < SPACING_NS) {
      pending = value;
      UNSETTLED.add(this);
      return;
    }
    put(value, now, false);
  }

  /**
   * Replaces what is shown, at once and for good.
   *
   * @param value of any type
   */
  public synchronized void end(@Nullable Object value) {
    ended = true;
    put(value, System.nanoTime(), true);
  }

  private void put(@Nullable Object value, long now, boolean last) {
    pending = null;
    UNSETTLED.remove(this);
    shown = true;
    shownAt = now;
    try {
      Show.update(id, Rich.bundle(value), last);
    } catch (RuntimeException | LinkageError | VirtualMachineError e) {
      logOnce(e);
    }
  }

  /** An update that cannot be shown ends neither the work it tells of nor the later updates. */
  private void logOnce(Throwable fault) {
    if (!failed) {
      failed = true;
      System.getLogger(Live.class.getName())
          .log(Level.WARNING, "an update of a live value could not be shown", fault);
    }
  }

  private synchronized void settle() {
    if (UNSETTLED.remove(this)) {
      put(pending, System.nanoTime(), false);
    }
  }

  /** Shows every update held back. */
  public static void settleAll() {
    UNSETTLED.forEach(Live::settle);
  }
}
