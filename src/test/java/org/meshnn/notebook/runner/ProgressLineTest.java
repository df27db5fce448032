package org.meshnn.notebook.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void aLineReadsAlikeInEveryLocale() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      ProgressLine progress =
          new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), 12);
      progress.begin(3, "train()");
      progress.end();
    } finally {
      Locale.setDefault(before);
    }
    String line = bytes.toString(StandardCharsets.UTF_8);
    assertEquals("[3/12] train()" + " ".repeat(50) + "  0.0 s\n", line);
  }
}
