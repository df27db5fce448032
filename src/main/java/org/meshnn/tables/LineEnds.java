package org.meshnn.tables;

import java.io.IOException;
import java.io.Reader;

/** A text whose lines end with LF, where CR LF or CR alone stood too. */
final class LineEnds extends Reader {
  private final Reader in;
  private boolean afterReturn;

  LineEnds(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int from, int length) throws IOException {
    while (true) {
      int n = in.read(target, from, length);
      if (n <= 0) {
        return n;
      }
      int to = from;
      for (int i = from; i < from + n; i++) {
        char c = target[i];
        if (c != '\n' || !afterReturn) {
          target[to++] = c == '\r' ? '\n' : c;
        }
        afterReturn = c == '\r';
      }
      if (to > from) {
        return to - from;
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
