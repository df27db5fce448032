package org.meshnn.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meshnn.display.Rich;
import org.meshnn.display.Terminal;
import org.meshnn.notebook.session.CellOutcome;
import org.meshnn.notebook.session.Session;

/**
 * Every Java block of the README runs as pasted, line by line and whole, and says what it says; its
 * files go into {@value #FOLDER}.
 */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLAIM = Pattern.compile("(?m)^(.*?)\\s*// ==> (.*)$");

  private static final Pattern FILE =
      Pattern.compile("\"(\\w+\\.(?:mesh|md|onnx|rows|graphml|tsv))\"");
  private static final String FOLDER = "target/readme";

  @Test
  void everyBlockRunsAndEveryClaimHolds() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    List<String> blocks = BLOCK.matcher(readme).results().map(m -> m.group(1)).toList();
    assertTrue(blocks.size() >= 4);
    Files.createDirectories(Path.of(FOLDER));
    int claims = 0;
    for (String block : blocks) {
      claims += runBlock(FILE.matcher(block).replaceAll("\"" + FOLDER + "/$1\""));
    }
    assertTrue(claims >= 6);
  }

  private static int runBlock(String block) {
    int from = 0;
    int claims = 0;
    try (Session session = new Session()) {
      for (MatchResult claim : CLAIM.matcher(block).results().toList()) {
        String code = block.substring(from, claim.end(1));
        CellOutcome outcome = run(session, ++claims, code);
        assertEquals(claim.group(2).strip(), Rich.text(outcome.value().orElse(null)), code);
        from = claim.end();
      }
      run(session, claims + 1, block.substring(from));
      run(session, claims + 2, block);
    }
    return claims;
  }

  private static CellOutcome run(Session session, int cell, String code) {
    PrintStream nowhere =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    CellOutcome outcome = session.run(cell, code, new Terminal(() -> nowhere));
    assertEquals(Optional.empty(), outcome.failure(), code);
    return outcome;
  }
}
