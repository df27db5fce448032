package org.meshnn.notebook.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.meshnn.text.Listing;
import org.meshnn.text.Spelling;

/** The lines that begin with {@code %}, in IJava's spelling: what each of them asks for. */
public final class Magics {
  /** The names, with their percent signs; {@code %%} magics are about all that follows. */
  public static final List<String> NAMES =
      List.of("%%time", "%classpath", "%jars", "%load", "%maven", "%time");

  private static final Pattern LINE = Pattern.compile("(%%?\\S*)(.*)", Pattern.DOTALL);
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private final MavenRepository maven;

  /**
   * Magics of one session.
   *
   * @param maven where {@code %maven} looks
   */
  public Magics(MavenRepository maven) {
    this.maven = maven;
  }

  /**
   * {@return what a line asks for} May take long: {@code %maven} fetches what it names.
   *
   * @param line begins with {@code %}
   * @throws MagicException if no magic has that name, or its arguments are not what it expects
   * @throws IOException if a folder cannot be listed
   */
  public Magic read(String line) throws MagicException, IOException {
    Matcher parts = LINE.matcher(line);
    parts.matches();
    String name = parts.group(1);
    String rest = parts.group(2);
    return switch (name) {
      case "%maven" -> maven(arguments(name, rest, "group:artifact:version"));
      case "%classpath", "%jars" ->
          classPath(arguments(name, rest, "jar files, folders or patterns"));
      case "%load" ->
          new Magic.Load(
              arguments(name, rest, "a .java, .jsh, .jshell or .ipynb file").stream()
                  .map(file -> Path.of(file).toAbsolutePath().normalize())
                  .toList());
      case "%time" -> new Magic.Time(parts.start(2));
      case "%%time" -> new Magic.Time(line.length());
      default -> throw new MagicException(unknown(name));
    };
  }

  private static List<String> arguments(String name, String rest, String expected)
      throws MagicException {
    List<String> all = new ArrayList<>();
    Matcher argument = ARGUMENT.matcher(rest);
    while (argument.find()) {
      for (int group = 1; group <= 3; group++) {
        Optional.ofNullable(argument.group(group)).ifPresent(all::add);
      }
    }
    if (all.isEmpty()) {
      throw new MagicException(
          name + " expects " + expected + ", got nothing; e.g. " + name + " " + example(name));
    }
    return all;
  }

  private static String example(String name) {
    return switch (name) {
      case "%maven" -> "org.apache.commons:commons-csv:1.11.0";
      case "%load" -> "start.jsh";
      default -> "lib/*.jar";
    };
  }

  private static String unknown(String name) {
    String near = Spelling.closest(name, NAMES).map(k -> "; did you mean " + k + "?").orElse("");
    return "no magic is called " + name + near + " (known: " + String.join(" ", NAMES) + ")";
  }

  private Magic maven(List<String> coordinates) throws MagicException {
    MavenRepository.Found found = maven.resolve(coordinates);
    List<Path> jars = found.jars();
    String told = jars.isEmpty() ? "nothing: all of it was there" : counted(jars, "jar", "jars");
    return new Magic.ClassPath(jars, found.notes(), told, () -> maven.added(found));
  }

  private static Magic classPath(List<String> patterns) throws MagicException, IOException {
    List<Path> found = new ArrayList<>();
    for (String pattern : patterns) {
      found.addAll(files(pattern));
    }
    return new Magic.ClassPath(found, List.of(), counted(found, "entry", "entries"), () -> {});
  }

  /** What a pattern or name stands for, at least one; {@code ~/} is the user's folder. */
  private static List<Path> files(String pattern) throws MagicException, IOException {
    String home = Matcher.quoteReplacement(System.getProperty("user.home"));
    String written = pattern.replaceFirst("^~(?=/)", home);
    List<Path> found;
    try {
      found =
          Glob.isOne(written)
              ? Glob.of(written).matches()
              : Stream.of(Path.of(written)).filter(Files::exists).toList();
    } catch (PatternSyntaxException | InvalidPathException e) {
      throw new MagicException(
          "expected a file or a pattern such as lib/*.jar, got "
              + Listing.quoted(pattern)
              + ": "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    if (found.isEmpty()) {
      throw new MagicException(
          "nothing matches " + pattern + " (looked in " + Path.of("").toAbsolutePath() + ")");
    }
    return found.stream().map(Path::toAbsolutePath).toList();
  }

  private static String counted(List<Path> found, String one, String many) {
    return found.size() + " " + (found.size() == 1 ? one : many);
  }
}
