package org.meshnn.features;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A gzipped file of unsigned bytes in the idx format: two zero bytes, the type 8, the number of
 * dimensions, each dimension as a big-endian int, then the bytes.
 *
 * @param origin who distributes it, for whoever lacks it
 * @param sha256 of the gzipped file
 */
record IdxFile(Path path, String origin, String sha256) {
  private static final int UNSIGNED_BYTE = 8;

  /** Its bytes, when the dimensions are these. */
  byte[] bytes(int... dimensions) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(unzipped());
    int[] header = new int[dimensions.length + 1];
    for (int i = 0; i < header.length; i++) {
      header[i] = content.getInt();
    }
    int[] expected = new int[header.length];
    expected[0] = UNSIGNED_BYTE << 8 | dimensions.length;
    System.arraycopy(dimensions, 0, expected, 1, dimensions.length);
    if (!Arrays.equals(header, expected)) {
      throw new IOException(
          "%s: expected the idx header %s, got %s"
              .formatted(path, Arrays.toString(expected), Arrays.toString(header)));
    }
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }

  private byte[] unzipped() throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException(
          "expected the file %s, and it is not there; it belongs to %s: put the original in place"
              .formatted(path, origin));
    }
    byte[] zipped = Files.readAllBytes(path);
    String got = Sha256.of(zipped);
    if (!got.equals(sha256)) {
      throw new IOException(
          "%s: expected the sha256 %s, got %s; take the original of %s"
              .formatted(path, sha256, got, origin));
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return in.readAllBytes();
    }
  }
}
