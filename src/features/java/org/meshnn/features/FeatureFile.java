package org.meshnn.features;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * What the library reads: a byte for each picture's label, then the features picture by picture as
 * little-endian IEEE 754 half floats; gzipped. A half keeps 11 significant bits: the largest
 * relative error is 1/2048 from 2^-14 up, the largest absolute one 2^-25 below. In this order a
 * gzip is smallest, as neighbouring features often have the same maximum.
 */
final class FeatureFile {
  private FeatureFile() {}

  /** Writes it, and prints its size and the checksums of the gzip and of what is in it. */
  static void write(Path path, byte[] labels, float[] features) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(labels.length + Short.BYTES * features.length);
    content.order(ByteOrder.LITTLE_ENDIAN).put(labels);
    for (float feature : features) {
      content.putShort(half(feature));
    }
    byte[] zipped = zipped(content.array());
    Files.createDirectories(path.toAbsolutePath().getParent());
    Files.write(path, zipped);
    System.out.printf("  %s, %,d bytes%n", path, zipped.length);
    System.out.printf("  sha256 %s%n", Sha256.of(zipped));
    System.out.printf("  of its content %s%n", Sha256.of(content.array()));
  }

  /** Rounds to the nearest half, ties to even: the half's exponent is 112 less than the float's. */
  private static short half(float value) {
    if (!(value >= 0 && value <= 65504)) {
      throw new IllegalArgumentException(
          "expected a feature from 0 to 65504, the largest half float; got " + value);
    }
    int bits = Float.floatToIntBits(value * 0x1p-112f);
    int odd = bits >> 13 & 1;
    return (short) (bits + 0xFFF + odd >> 13);
  }

  private static byte[] zipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BestGzip(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
