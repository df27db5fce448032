package org.meshnn.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Sha256;

/**
 * The folder with the four files of Fashion-MNIST (Xiao, Rasul, Vollgraf 2017; Zalando SE, MIT
 * licence), as {@code https://github.com/zalandoresearch/fashion-mnist} offers them: {@code
 * train-images-idx3-ubyte.gz} and the other three. With 31 MB they are too large to ship.
 *
 * @param folder null for none: what needs it is left out
 */
public record PictureFiles(@Nullable Path folder) {
  /** Pixels of a picture. */
  static final int PIXELS = 28 * 28;

  private static final int BYTES_BEFORE_PIXELS = 16; // type and three dimensions
  private static final int BYTES_BEFORE_LABELS = 8; // type and one dimension

  /** Pictures and labels of one kind. */
  enum Part {
    /** To learn from. */
    TRAIN(
        "train",
        60_000,
        "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
        "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056"),
    /** Held out. */
    TEST(
        "t10k",
        10_000,
        "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
        "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05");

    private final String images;
    private final String labels;
    private final int rows;
    private final String sha256OfImages;
    private final String sha256OfLabels;

    Part(String name, int rows, String sha256OfImages, String sha256OfLabels) {
      this.images = name + "-images-idx3-ubyte.gz";
      this.labels = name + "-labels-idx1-ubyte.gz";
      this.rows = rows;
      this.sha256OfImages = sha256OfImages;
      this.sha256OfLabels = sha256OfLabels;
    }

    /** How many pictures there are. */
    int rows() {
      return rows;
    }
  }

  /** What the files are called. */
  public static final List<String> NAMES =
      List.of(Part.TRAIN.images, Part.TRAIN.labels, Part.TEST.images, Part.TEST.labels);

  /** {@return the files that are not there} */
  public List<String> missing() {
    return NAMES.stream()
        .filter(name -> folder == null || !Files.isRegularFile(folder.resolve(name)))
        .toList();
  }

  /**
   * The pictures one after the other, a byte a pixel, row by row.
   *
   * @throws IllegalArgumentException if the file is not there, or is another one
   */
  byte[] pixels(Part part) {
    return bytes(part.images, part.sha256OfImages, BYTES_BEFORE_PIXELS);
  }

  /**
   * The labels, 0 to 9, a byte each.
   *
   * @throws IllegalArgumentException if the file is not there, or is another one
   */
  byte[] labels(Part part) {
    return bytes(part.labels, part.sha256OfLabels, BYTES_BEFORE_LABELS);
  }

  private byte[] bytes(String name, String sha256, int skipped) {
    if (folder == null || missing().contains(name)) {
      throw new IllegalArgumentException(
          "expected the file "
              + name
              + " in "
              + folder
              + "; see PictureFiles for where it is from");
    }
    try {
      byte[] zipped = Files.readAllBytes(folder.resolve(name));
      String got = Sha256.of(zipped);
      if (!got.equals(sha256)) {
        throw new IllegalArgumentException(
            "expected the original of Zalando Research, sha256 "
                + sha256
                + ", as "
                + folder.resolve(name)
                + "; got "
                + got);
      }
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
        in.skipNBytes(skipped);
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
