package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.meshnn.tables.Split;

class StrategyTest {
  private static List<String> rounds(int candidates, int eta, int epochs) {
    return new Strategy.Halving(new Strategy.Random(candidates), eta)
        .rounds(candidates).stream()
            .map(round -> round.candidates() + " x " + round.epochs(epochs))
            .toList();
  }

  /** The bracket s = 4 of table 1 of Li et al. (2018), and others by hand. */
  @Test
  void halvingByHand() {
    assertEquals(List.of("81 x 1", "27 x 3", "9 x 9", "3 x 27", "1 x 81"), rounds(81, 3, 81));
    assertEquals(List.of("80 x 3", "26 x 9", "8 x 27", "2 x 81"), rounds(80, 3, 81));
    assertEquals(List.of("16 x 6", "8 x 12", "4 x 25", "2 x 50", "1 x 100"), rounds(16, 2, 100));
    assertEquals(List.of("9 x 1", "3 x 1", "1 x 5"), rounds(9, 3, 5));
    assertEquals(List.of("2 x 5", "1 x 10"), rounds(2, 2, 10));
    assertThrows(IllegalArgumentException.class, () -> rounds(2, 3, 10));
    assertThrows(IllegalArgumentException.class, () -> rounds(9, 1, 10));
  }

  private static Map<String, Choice> settings() {
    Map<String, Choice> settings = new LinkedHashMap<>();
    settings.put("a", Choice.among(List.of(1.0, 2.0)));
    settings.put("b", Choice.among(List.of("x", "y", "z")));
    return settings;
  }

  @Test
  void aGridByHand() {
    List<Candidate> grid = new Strategy.Grid().candidates(settings(), 7);
    assertEquals(
        List.of("a 1, b x", "a 1, b y", "a 1, b z", "a 2, b x", "a 2, b y", "a 2, b z"),
        grid.stream().map(Candidate::toString).toList());
    assertEquals(List.of(1, 2, 3, 4, 5, 6), grid.stream().map(Candidate::number).toList());
    assertEquals(2, grid.get(3).whole("a"));
    assertEquals("x", grid.get(3).word("b"));
    assertEquals(7, grid.get(3).seed());
    assertThrows(IllegalArgumentException.class, () -> grid.get(0).number("b"));
    assertThrows(IllegalArgumentException.class, () -> grid.get(0).word("a"));
    assertThrows(IllegalArgumentException.class, () -> grid.get(0).number("c"));
  }

  @Test
  void candidatesAtRandomAreDifferentAndRepeatable() {
    List<Candidate> all = new Strategy.Random(40).candidates(settings(), 7);
    assertEquals(6, all.size(), "there are not more");
    assertEquals(
        all.stream().map(Candidate::toString).toList(),
        new Strategy.Random(40)
            .candidates(settings(), 7).stream().map(Candidate::toString).toList());
  }

  @Test
  void drawsLieInTheirRange() {
    RandomGenerator random = Split.generator(1);
    Choice whole = Choice.whole(5, 8);
    int[] counts = new int[4];
    int small = 0;
    for (int i = 0; i < 4000; i++) {
      double number = (Double) Choice.between(-1, 1).draw(random);
      assertTrue(-1 <= number && number < 1);
      counts[(int) (double) whole.draw(random) - 5]++;
      double rate = (Double) Choice.logarithmic(1e-4, 1e-2).draw(random);
      assertTrue(1e-4 <= rate && rate <= 1e-2);
      small += rate < 1e-3 ? 1 : 0;
    }
    for (int count : counts) {
      assertEquals(1000, count, 120, "4 deviations");
    }
    assertEquals(2000, small, 130, "half of them in the lower of two decades");
  }

  @Test
  void rangesAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> Choice.between(1, 1));
    assertThrows(IllegalArgumentException.class, () -> Choice.between(0, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Choice.between(0, Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> Choice.whole(2, 1));
    assertThrows(IllegalArgumentException.class, () -> Choice.logarithmic(0, 1));
    assertThrows(IllegalArgumentException.class, () -> Choice.among(List.of()));
    assertThrows(IllegalArgumentException.class, () -> Choice.among(List.of(1, 2, 1)));
    assertThrows(IllegalArgumentException.class, () -> new Strategy.Random(0));
  }

  /** Two factors by hand: a explains all, b nothing; then half each. */
  @Test
  void sharesOfVarianceByHand() {
    Choice listed = Choice.among(List.of(1.0, 2.0));
    List<Object> a = List.of(1.0, 1.0, 2.0, 2.0);
    List<Object> b = List.of(1.0, 2.0, 1.0, 2.0);
    double[] first = {0, 0, 1, 1};
    assertEquals(1, SettingImportance.Share.of("a", listed, a, first).share());
    assertEquals(0, SettingImportance.Share.of("b", listed, b, first).share());
    double[] both = {0, 1, 1, 2};
    assertEquals(0.5, SettingImportance.Share.of("a", listed, a, both).share());
    assertEquals(0.5, SettingImportance.Share.of("b", listed, b, both).share());
    assertEquals(1.0 / 3, SettingImportance.Share.of("b", listed, b, both).byChance());
    double[] product = {0, 0, 0, 1}; // between: 4 (1/4)^2; in all: 3/16 + 9/16
    assertEquals(1.0 / 3, SettingImportance.Share.of("a", listed, a, product).share(), 1e-15);
    assertTrue(Double.isNaN(SettingImportance.Share.of("a", listed, a, new double[4]).share()));
    Choice range = Choice.between(0, 10);
    List<Object> numbers = List.of(9.0, 1.0, 2.0, 8.0, 3.0, 7.0);
    double[] high = {1, 0, 0, 1, 0, 1};
    SettingImportance.Share share = SettingImportance.Share.of("c", range, numbers, high);
    assertEquals(2, share.groups());
    assertEquals(1, share.share());
    assertEquals(0.2, share.byChance());
  }
}
