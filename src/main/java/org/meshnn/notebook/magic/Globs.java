package org.meshnn.notebook.magic;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files and folders by name or by pattern, as a shell has them: {@code lib/*.jar}. */
final class Globs {
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  private Globs() {}

  /** What a pattern names, sorted; never empty. {@code ~/} is the user's folder. */
  static List<Path> files(String pattern) throws MagicException, IOException {
    String written = pattern.replaceFirst("^~(?=/)", home());
    Path named = WILD.matcher(written).find() ? null : Path.of(written);
    List<Path> found =
        named == null ? matching(written) : Files.exists(named) ? List.of(named) : List.of();
    if (found.isEmpty()) {
      throw new MagicException(
          "nothing matches " + pattern + " (looked in " + Path.of("").toAbsolutePath() + ")");
    }
    return found.stream().map(Path::toAbsolutePath).toList();
  }

  private static String home() {
    return java.util.regex.Matcher.quoteReplacement(System.getProperty("user.home"));
  }

  private static List<Path> matching(String pattern) throws IOException {
    // Walk from the deepest folder that is named in full.
    String fixed = pattern.substring(0, firstWild(pattern));
    int slash = fixed.lastIndexOf('/');
    Path root = Path.of(slash < 0 ? "." : fixed.substring(0, slash + 1));
    String rest = pattern.substring(slash + 1);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/").length;
    try (Stream<Path> walk = Files.walk(root, depth)) {
      return walk.filter(p -> matcher.matches(root.relativize(p))).sorted().toList();
    }
  }

  private static int firstWild(String pattern) {
    var wild = WILD.matcher(pattern);
    return wild.find() ? wild.start() : pattern.length();
  }
}
