package org.meshnn.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluralTest {
  @ParameterizedTest
  @CsvSource({
    "0, row, 0 rows",
    "1, epoch, 1 epoch",
    "2, epoch, 2 epochs",
    "1, class, 1 class",
    "3, class, 3 classes",
    "2, category, 2 categories",
    "2, array, 2 arrays",
    "60000, test row, 60000 test rows",
  })
  void oneIsNotMany(long count, String one, String text) {
    assertEquals(text, Plural.of(count, one));
  }
}
