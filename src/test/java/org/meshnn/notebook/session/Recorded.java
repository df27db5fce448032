package org.meshnn.notebook.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meshnn.display.Outlet;
import org.meshnn.display.Rich;

/** What cells printed and showed, in order, as lines of text. */
public final class Recorded implements Outlet {
  private final List<String> all = new ArrayList<>();

  public synchronized List<String> all() {
    return List.copyOf(all);
  }

  @Override
  public synchronized void stream(String name, String text) {
    all.add(name + ": " + text);
  }

  @Override
  public synchronized void display(Map<String, String> bundle) {
    all.add("shown: " + bundle.get(Rich.TEXT));
  }

  @Override
  public synchronized void update(String id, Map<String, String> bundle, boolean last) {
    all.add("live: " + bundle.get(Rich.TEXT));
  }

  @Override
  public String toString() {
    return all().toString();
  }
}
