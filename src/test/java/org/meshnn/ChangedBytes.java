package org.meshnn;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A valid file, damaged: what its reader has to refuse, or to read as something else. */
public final class ChangedBytes {
  private ChangedBytes() {}

  /** Some bits flipped, a part taken out, doubled, or replaced by a word. */
  public static byte[] of(byte[] bytes, String[] words, RandomGenerator random) {
    byte[] changed = bytes.clone();
    for (int change = random.nextInt(1, 4); change > 0 && changed.length > 1; change--) {
      int from = random.nextInt(changed.length);
      int to = Math.min(changed.length, from + random.nextInt(1 << random.nextInt(10)));
      byte[] word = words[random.nextInt(words.length)].getBytes(StandardCharsets.ISO_8859_1);
      changed =
          switch (random.nextInt(5)) {
            case 0 -> replaced(changed, from, to, new byte[0]);
            case 1 -> replaced(changed, from, from, Arrays.copyOfRange(changed, from, to));
            case 2 -> replaced(changed, from, to, word);
            case 3 -> replaced(changed, from, from, word);
            default -> flipped(changed, from, random);
          };
    }
    return changed;
  }

  private static byte[] flipped(byte[] bytes, int at, RandomGenerator random) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(by);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
