package org.meshnn.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.Animation;
import org.meshnn.plot.Picture;
import org.meshnn.tables.Split;
import org.meshnn.train.Training;

/**
 * Decision regions while a mesh learns. Each frame is a training of its own from the first epoch
 * on: with the same seed they share all epochs but the last, to the bit.
 */
public final class Film {
  private static final int MILLISECONDS = 350;

  private Film() {}

  /**
   * {@return the film of a training, a frame for each number of epochs} The test rows lie on the
   * regions, and the title has their accuracy.
   *
   * @param mesh to train
   * @param split the rows to learn from and those to show
   * @param label name of the label column, beside two numeric ones
   * @param training its epochs are replaced
   * @param side of a frame in pixels, at least 1
   * @param epochs after which a frame is taken, each at least 1; at least one of them
   * @throws IllegalArgumentException if no number of epochs is given
   */
  public static Animation of(
      Mesh mesh, Split split, String label, Training training, int side, int... epochs) {
    List<Picture> frames = new ArrayList<>();
    for (int end : epochs) {
      Training until = training.epochs(end).listen((epoch, all) -> {});
      TrainedMesh model = mesh.train(split.train(), label, until);
      double accuracy = model.evaluate(split.test()).accuracy();
      String title = String.format(Locale.ROOT, "epoch %d: %.1f %%", end, 100 * accuracy);
      frames.add(model.plotRegions(split.test(), title, side));
    }
    return new Animation(frames, MILLISECONDS);
  }
}
