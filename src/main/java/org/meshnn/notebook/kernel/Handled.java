package org.meshnn.notebook.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dflib.jjava.jupyter.messages.Header;

/** The last {@value #LIMIT} messages that were handled, by what their signed headers say. */
final class Handled {
  private static final int LIMIT = 16_384;

  private record Key(String session, String id, String date) {}

  private final Set<Key> keys =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
              return size() > LIMIT;
            }
          });

  /** Remembers a message; false if it was handled before. */
  synchronized boolean add(Header<?> header) {
    return keys.add(
        new Key(header.getSessionId(), header.getId(), header.getTimestamp().getDateString()));
  }
}
