package org.meshnn.notebook;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a notebook shows, without what may differ from run to run: all of it is named here. */
final class Masked {
  /** Lines of a provenance that tell of the code, the machine and its Java. */
  private static final Pattern PROVENANCE =
      Pattern.compile(
          "^(\\| )?(code, sha256|Java |machine |meshnn |kernels |commit |results, sha256|runs made (by|here)|reruns).*");

  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
  private static final Pattern SECONDS = Pattern.compile("\\b[0-9.]+ (ns|µs|ms|s|min|h)\\b");
  private static final Pattern RATE = Pattern.compile("\\b[0-9.,]+ (steps a second|times as long)");
  private static final Pattern PICTURE_SIZE =
      Pattern.compile("picture, [0-9]+ x [0-9]+ pixels"); // its labels' fonts decide
  private static final Pattern TEMPORARY =
      Pattern.compile(Pattern.quote(System.getProperty("java.io.tmpdir")) + "\\S*|/tmp/\\S*");
  private static final Pattern MEMORY = Pattern.compile("\\b[0-9.,]+ (kB|MB|GB|KiB|MiB|GiB)\\b");
  private static final Pattern NUMBER =
      Pattern.compile("[-+−]?(\\d[\\d,]*)?\\.?\\d+(e[-+]?\\d+)?|NaN");
  private static final Pattern BAR = Pattern.compile("^\\[[#-]+] (epoch|run|step) (?s:.*)");

  private Masked() {}

  /** Whether it is a live bar, which is there only where something took half a second. */
  static boolean isBar(String text) {
    return BAR.matcher(text).matches();
  }

  /** Text of which all that is left must be the same wherever the bits are. */
  static String text(String text) {
    return text.lines()
        .map(line -> PROVENANCE.matcher(line).matches() ? "(provenance)" : line)
        .map(line -> INSTANT.matcher(line).replaceAll("(instant)"))
        .map(line -> SECONDS.matcher(line).replaceAll("(time)"))
        .map(line -> RATE.matcher(line).replaceAll("(rate)"))
        .map(line -> MEMORY.matcher(line).replaceAll("(memory)"))
        .map(line -> PICTURE_SIZE.matcher(line).replaceAll("(picture)"))
        .map(line -> TEMPORARY.matcher(line).replaceAll("(file)"))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Text of which all that is left must be the same on any machine: words, and where numbers are.
   */
  static String structure(String text) {
    String words = NUMBER.matcher(text(text)).replaceAll("#");
    return words.replaceAll("-{2,}", "-").replaceAll("[ \t]+", " ").strip();
  }
}
