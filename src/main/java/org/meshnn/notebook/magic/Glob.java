package org.meshnn.notebook.magic;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pattern of file names, as a shell has them: {@code lib/*.jar}, {@code notebooks/**.ipynb}.
 *
 * @param folder the deepest folder that is named in full
 * @param below the pattern of what is looked for below it
 */
public record Glob(Path folder, String below) {
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  /**
   * {@return whether a text has characters that stand for others}
   *
   * @param text a file's name or a pattern
   */
  public static boolean isOne(String text) {
    return WILD.matcher(text).find();
  }

  /**
   * {@return the pattern that a text is; without such characters, one that names a file}
   *
   * @param text a file's name or a pattern, folders parted by slashes
   */
  public static Glob of(String text) {
    Matcher wild = WILD.matcher(text);
    int below = 1 + text.lastIndexOf('/', wild.find() ? wild.start() : text.length());
    return new Glob(Path.of(text.substring(0, below)), text.substring(below));
  }

  /**
   * {@return the files and folders that match, sorted; none if the folder is not there}
   *
   * @throws IOException if a folder cannot be listed
   */
  public List<Path> matches() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + below);
    int depth = below.contains("**") ? Integer.MAX_VALUE : below.split("/").length;
    try (Stream<Path> walk = Files.walk(folder, depth)) {
      return walk.skip(1).filter(p -> matcher.matches(folder.relativize(p))).sorted().toList();
    }
  }
}
