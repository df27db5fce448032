package org.meshnn.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> NAMES = List.of("petal width", "species", "Specie's kind");

  @Test
  void asksForTheNearestName() {
    assertEquals("; did you mean 'species'?", Spelling.didYouMean("Specis", NAMES));
    assertEquals("; did you mean 'petal width'?", Spelling.didYouMean("petal_width", NAMES));
    assertEquals("; did you mean 'a\\nb'?", Spelling.didYouMean("a b", List.of("a\nb")));
  }

  @Test
  void asksNothingWhereNoneIsNear() {
    assertEquals("", Spelling.didYouMean("weight", NAMES));
    assertEquals("", Spelling.didYouMean("x", List.of("y")), "no letter in common");
    assertEquals("", Spelling.didYouMean("species", List.of()));
  }
}
