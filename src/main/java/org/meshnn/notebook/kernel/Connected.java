package org.meshnn.notebook.kernel;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.meshnn.display.Outlet;
import org.meshnn.text.Utf8;

/** Sends what a cell shows to the front end. */
final class Connected implements Outlet {
  private final ShellReplyEnvironment env;
  private final Set<String> shown;
  private final Set<String> shownHere = new HashSet<>();

  /** An outlet of one request; {@code shown} holds the live values on show, across cells. */
  Connected(ShellReplyEnvironment env, Set<String> shown) {
    this.env = env;
    this.shown = shown;
  }

  @Override
  public void stream(String name, String text) {
    if (name.equals("stderr")) {
      env.writeToStdErr(text);
    } else {
      env.writeToStdOut(text);
    }
  }

  @Override
  public void display(Map<String, String> bundle) {
    env.publish(new PublishDisplayData(data(bundle)));
  }

  @Override
  public void update(String id, Map<String, String> bundle, boolean last) {
    DisplayData data = data(bundle);
    data.setDisplayId(id);
    if (shown.add(id)) {
      shownHere.add(id);
      env.publish(new PublishDisplayData(data));
    } else {
      env.publish(new PublishUpdateDisplayData(data));
    }
  }

  /** A live value that goes with the rest is shown again by its next update. */
  @Override
  public void clear() {
    shown.removeAll(shownHere);
    shownHere.clear();
    env.publish(PublishClearOutput.NOW);
  }

  static DisplayData data(Map<String, String> bundle) {
    DisplayData data = new DisplayData();
    bundle.forEach((type, content) -> data.putData(type, Utf8.wellFormed(content)));
    return data;
  }
}
