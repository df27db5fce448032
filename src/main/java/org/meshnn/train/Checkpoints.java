package org.meshnn.train;

import java.nio.file.Path;
import org.meshnn.text.Required;

/**
 * Where and how often a training is written while it runs.
 *
 * @param path of the file
 * @param every so many epochs, at least 1
 */
public record Checkpoints(Path path, int every) {

  /**
   * Checks the range.
   *
   * @param path of the file
   * @param every so many epochs
   * @throws IllegalArgumentException if there is no path, or {@code every} is below 1
   */
  public Checkpoints {
    Required.of(path, "a path to write to, for example Path.of(\"model.mesh\")");
    if (every < 1) {
      throw new IllegalArgumentException(
          "checkpoints are written every 1 or more epochs; got " + every);
    }
  }
}
