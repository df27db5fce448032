package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The loops in single precision are those in double precision, translated: what is committed is
 * what {@link SinglePrecisionText} makes, but for the ends of lines. With {@code
 * -Dmeshnn.write=true} it is written; {@code mvn spotless:apply} then breaks the lines.
 */
class SinglePrecisionTextTest {
  private static final Path SOURCES = Path.of("src/main/java/org/meshnn/engine");

  static List<String> classes() {
    return SinglePrecisionText.CLASSES;
  }

  @ParameterizedTest
  @MethodSource("classes")
  void isWhatTheGeneratorMakes(String name) throws IOException {
    String made = SinglePrecisionText.of(name, Files.readString(SOURCES.resolve(name + ".java")));
    Path single = SOURCES.resolve("Single" + name + ".java");
    if (Boolean.getBoolean("meshnn.write")) {
      Files.writeString(single, made);
    }
    assertTrue(
        words(made).equals(words(Files.readString(single))),
        single + " is not what " + name + ".java makes; run this test with -Dmeshnn.write=true");
  }

  /** The text without what the formatter decides: where lines end, and stars at their beginning. */
  private static String words(String text) {
    return text.replaceAll("\n(  )* \\* (?=[^/])", " ").replaceAll("\\s+", "");
  }
}
