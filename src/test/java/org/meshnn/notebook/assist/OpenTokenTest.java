package org.meshnn.notebook.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTokenTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "a / b                  | none",
        "a // b                 | LINE_COMMENT 2",
        "// b~c                 | none",
        "/* b */ c              | none",
        "c /* b // */ d /* e    | BLOCK_COMMENT 15",
        "\"a /* b\"             | none",
        "f(\"a                  | STRING 2",
        "f(\"a~b                | none",
        "\"a\\\"                | STRING 0",
        "'\\'' + \"'\" + '      | CHARACTER 13",
        "s = \"\"\"~a \" // b   | TEXT_BLOCK 4",
        "s = \"\"\"~a \"\"\" + b | none",
      })
  void whatATextEndsInsideOf(String text, String expected) {
    String found =
        OpenToken.of(text.replace('~', '\n'))
            .map(open -> open.kind() + " " + open.start())
            .orElse(null);
    assertEquals(expected, found);
  }
}
