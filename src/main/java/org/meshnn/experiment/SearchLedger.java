package org.meshnn.experiment;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * The runs of a search that have ended, in a file if it is given one: a line each, written as they
 * end, behind lines that tell the search from others. Each line ends in its CRC-32.
 */
final class SearchLedger {
  private final @Nullable Path file; // null: in memory only
  private final Map<FoldScore.Key, FoldScore> scores = new HashMap<>();

  private SearchLedger(@Nullable Path file) {
    this.file = file;
  }

  static SearchLedger inMemory() {
    return new SearchLedger(null);
  }

  /**
   * The ledger of a file, which is made where there is none. A last line that was cut off while it
   * was written is dropped: its run is made again.
   *
   * @param head lines that tell the search from others
   * @throws IllegalArgumentException if the file is something else, damaged, or of another search
   */
  static SearchLedger open(Path file, List<String> head) {
    try {
      String begin = String.join("\n", head) + "\n";
      String text = Files.exists(file) ? text(file) : "";
      if (begin.startsWith(text)) { // new, or cut off in its head
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, begin);
        return new SearchLedger(file);
      }
      requireSame(file, head, text.lines().limit(head.size()).toList());
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      SearchLedger ledger = new SearchLedger(file);
      ledger.read(whole.lines().toList(), head.size());
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
      }
      return ledger;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that are no UTF-8 become other characters, which no line of a ledger has. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static void requireSame(Path file, List<String> head, List<String> found) {
    for (int i = 0; i < head.size(); i++) {
      String line = i < found.size() ? found.get(i) : "";
      if (!line.equals(head.get(i))) {
        throw new IllegalArgumentException(
            "expected the ledger of this search in "
                + file
                + ", but line "
                + (i + 1)
                + " is "
                + Listing.quoted(line)
                + " where this search has "
                + Listing.quoted(head.get(i))
                + "; take another file, or delete this one");
      }
    }
  }

  private void read(List<String> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i);
      int end = Math.max(0, line.lastIndexOf('\t'));
      String content = line.substring(0, end);
      FoldScore score = line.equals(checked(content)) ? FoldScore.read(content) : null;
      if (score == null) {
        throw new IllegalArgumentException(
            "line "
                + (i + 1)
                + " of "
                + file
                + " is damaged: "
                + Listing.quoted(line)
                + "; delete that line, and its run is made again");
      }
      scores.put(score.key(), score);
    }
  }

  private static String checked(String content) {
    CRC32 sum = new CRC32();
    sum.update(content.getBytes(StandardCharsets.UTF_8));
    return content + "\t" + String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  /** Null if its run has not ended. */
  @Nullable FoldScore get(FoldScore.Key key) {
    return scores.get(key);
  }

  /** Writes it down, at once. */
  void add(FoldScore score) {
    scores.put(score.key(), score);
    if (file != null) {
      byte[] line = (checked(score.line()) + "\n").getBytes(StandardCharsets.UTF_8);
      try (OutputStream out = new FileOutputStream(file.toFile(), true)) { // no interrupt stops it
        out.write(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
