package org.meshnn.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {
  @Test
  void fewAreShownAsTheyAre() {
    assertEquals("setosa, versicolor", Listing.of(List.of("setosa", "versicolor")));
    assertEquals("", Listing.of(List.of()));
    assertEquals("1, 2", Listing.of(List.of(1, 2)));
  }

  @Test
  void manyAreCutWithACount() {
    List<Integer> many = IntStream.range(0, 60_000).boxed().toList();
    assertEquals(
        "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 59,980 more",
        Listing.of(many));
  }

  @Test
  void entriesThatCouldBeMisreadAreQuotedAll() {
    assertEquals("'a, b', 'c'", Listing.of(List.of("a, b", "c")));
    assertEquals("'', 'c'", Listing.of(List.of("", "c")));
    assertEquals("' a', 'c'", Listing.of(List.of(" a", "c")));
    assertEquals("'two\\nlines'", Listing.of(List.of("two\nlines")));
  }

  @Test
  void anEntryIsShortenedBetweenCharacters() {
    String smileys = "\uD83D\uDE00".repeat(100_000);
    assertEquals("'" + "\uD83D\uDE00".repeat(60) + "…'", Listing.quoted(smileys));
    assertTrue(Listing.of(List.of("x".repeat(1_000_000))).length() < 80);
    assertEquals("'tab\\t, bell\\u0007'", Listing.quoted("tab\t, bell\u0007"));
  }
}
