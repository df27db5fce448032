package org.meshnn.notebook.kernel;

import java.util.Map;
import org.meshnn.display.Outlet;

/** Takes what a silent request or a user expression shows: the protocol wants it dropped. */
final class Silence implements Outlet {
  @Override
  public void stream(String name, String text) {}

  @Override
  public void display(Map<String, String> bundle) {}

  @Override
  public void update(String id, Map<String, String> bundle, boolean last) {}
}
