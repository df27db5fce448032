package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.columns.Column;

/** Random tables are read back as they were; damaged files are refused or read, nothing else. */
class ReadBackTest {
  @TempDir Path folder;

  @Test
  void randomTablesInRandomDialectsAreReadBack() throws IOException {
    Path file = folder.resolve("random.csv");
    for (int seed = 0; seed < 1_000; seed++) {
      RandomCsv random = new RandomCsv(seed);
      Files.write(file, random.bytes);
      ReadTable read = Tables.read(file);
      assertEquals(random.types.size(), read.columns().size(), "seed " + seed);
      for (int c = 0; c < random.types.size(); c++) {
        Column<?> column = read.table().column(c);
        String what = "seed " + seed + ", column " + c + "\n" + read;
        assertEquals(random.types.get(c), column.type(), what);
        assertEquals(random.columns.get(c).size(), column.size(), what);
        for (int row = 0; row < column.size(); row++) {
          Object expected = random.columns.get(c).get(row);
          Object got = column.isMissing(row) ? null : column.get(row);
          assertEquals(expected, got, what + "\nrow " + row);
        }
      }
    }
  }

  @Test
  void damagedFilesAreRefusedOrRead() throws IOException {
    Path file = folder.resolve("damaged.csv");
    int refused = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = damaged(new RandomCsv(seed).bytes, random);
      Files.write(file, bytes);
      refused += Damage.isRefused(file, seed) ? 1 : 0;
    }
    assertTrue(refused > 200 && refused < 1_900, "refused: " + refused);
  }

  @Test
  void damagedArffFilesAreRefusedOrRead() throws IOException {
    String whole =
        """
        % attributes of every type
        @relation 'a b'
        @attribute a numeric
        @attribute 'b c' {x, 'y z', "w\\'"}
        @attribute c string
        @attribute d date "yyyy-MM-dd HH:mm"
        @attribute e integer {2}
        @data
        1.5,x,'some text','2024-02-29 10:11',3
        ?,'y z',?,?,?, {0.5}
        {0 2.5, 2 word, 4 1}
        -1e3	"w\\'"	word	"1999-12-31 23:59"	7 % end
        """;
    Path file = folder.resolve("damaged.arff");
    int refused = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
      Files.write(file, damaged(bytes, new SplittableRandom(seed)));
      refused += Damage.isRefused(file, seed) ? 1 : 0;
    }
    assertTrue(refused > 500 && refused < 1_900, "refused: " + refused);
  }

  /** Some bytes are changed, a piece is taken out, doubled, or the end is cut off. */
  static byte[] damaged(byte[] bytes, SplittableRandom random) {
    byte[] damaged = bytes.clone();
    String hostile = "\"\",;\t|\n\r\0\\%-'{}?#";
    for (int left = random.nextInt(4); left > 0; left--) {
      damaged[random.nextInt(damaged.length)] =
          (byte)
              (random.nextBoolean()
                  ? random.nextInt(256)
                  : hostile.charAt(random.nextInt(hostile.length())));
    }
    int from = random.nextInt(damaged.length);
    int to = from + random.nextInt(damaged.length - from);
    byte[] start = Arrays.copyOf(damaged, from);
    byte[] piece = Arrays.copyOfRange(damaged, from, to);
    byte[] rest = Arrays.copyOfRange(damaged, to, damaged.length);
    return switch (random.nextInt(4)) {
      case 0 -> joined(start, rest);
      case 1 -> joined(start, piece, piece, rest);
      case 2 -> start;
      default -> damaged;
    };
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** What a damaged file does. */
  static final class Damage {
    private Damage() {}

    /** Whether it is refused; anything but a table or a message fails. */
    static boolean isRefused(Path file, int seed) {
      return assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            try {
              assertNotNull(Tables.read(file).toString());
              return false;
            } catch (IllegalArgumentException e) {
              assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
              assertTrue(e.getMessage().length() < 1_000, e.getMessage());
              return true;
            } catch (RuntimeException e) {
              throw new AssertionError("seed " + seed, e);
            }
          });
    }
  }
}
