package org.meshnn.notebook.session;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.meshnn.display.Live;
import org.meshnn.display.Outlet;
import org.meshnn.display.Show;

/**
 * Takes {@code System.out} and {@code System.err} for the length of a cell and hands their text to
 * an outlet in pieces: at once when much has gathered, else every {@value #FLUSH_MS} ms. What is
 * shown keeps its place among what is printed. What threads of the cell print when it has ended
 * goes to the cell that runs then, or to the kernel's log.
 */
final class Capture implements Outlet, AutoCloseable {
  private static final int FLUSH_MS = 50;
  private static final int FLUSH_BYTES = 16_384;

  private final Outlet outlet;
  private final PrintStream outBefore = System.out;
  private final PrintStream errBefore = System.err;
  private final Outlet shownBefore;
  private final Pipe out = new Pipe("stdout");
  private final Pipe err = new Pipe("stderr");
  private final Thread ticker = new Thread(this::tick, "meshnn-output");
  private boolean open = true;

  Capture(Outlet outlet) {
    this.outlet = outlet;
    System.setOut(out.printer);
    System.setErr(err.printer);
    shownBefore = Show.outlet(this);
    ticker.setDaemon(true);
    ticker.start();
  }

  @Override
  public synchronized void stream(String name, String text) {
    flush();
    outlet.stream(name, text);
  }

  @Override
  public synchronized void display(Map<String, String> bundle) {
    flush();
    outlet.display(bundle);
  }

  @Override
  public synchronized void update(String id, Map<String, String> bundle, boolean last) {
    flush();
    outlet.update(id, bundle, last);
  }

  @Override
  public synchronized void clear() {
    flush();
    outlet.clear();
  }

  @Override
  public void close() {
    Live.settleAll();
    synchronized (this) {
      try {
        flush(System.out);
        flush(System.err);
      } finally {
        System.setOut(outBefore);
        System.setErr(errBefore);
        Show.outlet(shownBefore);
        flush();
        open = false;
        notifyAll();
      }
    }
  }

  /** Has a stream hand on what it holds, which may be one of the cell's own; or none. */
  private static void flush(PrintStream stream) {
    if (stream != null) {
      stream.flush();
    }
  }

  /** Hands on what has gathered. */
  synchronized void handOn() {
    flush();
  }

  private void flush() {
    out.drain();
    err.drain();
  }

  private synchronized void tick() {
    while (open) {
      flush();
      try {
        wait(FLUSH_MS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Bytes printed and not yet handed on; guarded by the capture. */
  private final class Pipe extends OutputStream {
    private final String name;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream printer = new PrintStream(this, true, StandardCharsets.UTF_8);

    Pipe(String name) {
      this.name = name;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      synchronized (Capture.this) {
        if (!open) {
          later().write(from, offset, length);
          return;
        }
        // Keep the order in which the two streams were written.
        (this == out ? err : out).drain();
        bytes.write(from, offset, length);
        if (bytes.size() >= FLUSH_BYTES) {
          drain();
        }
      }
    }

    /** Where text goes that is printed here after the cell: to the cell that runs, or the log. */
    private PrintStream later() {
      PrintStream now = this == out ? System.out : System.err;
      PrintStream before = this == out ? outBefore : errBefore;
      return now == printer || now == null ? before : now;
    }

    /** Hands on all whole characters. */
    void drain() {
      byte[] held = bytes.toByteArray();
      int whole = wholeCharacters(held);
      if (whole > 0) {
        bytes.reset();
        bytes.write(held, whole, held.length - whole);
        outlet.stream(name, new String(held, 0, whole, StandardCharsets.UTF_8));
      }
    }
  }

  /** How many leading bytes make whole UTF-8 characters. */
  static int wholeCharacters(byte[] utf8) {
    int start = utf8.length;
    while (start > 0 && utf8.length - start < 3 && (utf8[start - 1] & 0xC0) == 0x80) {
      start--;
    }
    if (start == 0) {
      return utf8.length;
    }
    int lead = utf8[start - 1] & 0xFF;
    int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    int present = utf8.length - start + 1;
    return present < needed ? start - 1 : utf8.length;
  }
}
