package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void areRound() {
    assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(0, 1));
    assertEquals(List.of("-10", "-5", "0", "5", "10"), labels(-12, 12));
    assertEquals(List.of("-1.0e-06", "-5e-07", "0", "5e-07", "1.0e-06"), labels(-1.2e-6, 1.2e-6));
    assertEquals(List.of("100", "200", "300"), Ticks.between(99, 310, 4, 0).labels());
  }

  @Test
  void areWholeWhereAsked() {
    assertEquals(List.of("1", "2"), Ticks.between(0.9, 2.1, 8, 1).labels());
    assertEquals(List.of("0", "500", "1000"), Ticks.between(-50, 1050, 4, 1).labels());
  }

  @Test
  void arePowersOfTenOfALogarithmicAxis() {
    List<String> wide = Ticks.powers(-16.2, -0.8, 8).labels();
    assertEquals(
        List.of("1e-16", "1e-14", "1e-12", "1e-10", "1e-08", "1e-06", "0.0001", "0.01"), wide);
    Ticks few = Ticks.powers(-1, 0.5, 8);
    assertEquals(12, few.at().size(), "a line for each digit");
    List<String> written = few.labels().stream().filter(label -> !label.isEmpty()).toList();
    assertEquals(List.of("0.1", "0.2", "0.5", "1", "2"), written);
    assertEquals(0.1, few.at().get(0));
  }

  private static List<String> labels(double low, double high) {
    return Ticks.between(low, high, 8, 0).labels();
  }

  @Test
  void lieWithinAndAreNeitherManyNorNone() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 9));
      double high = low + random.nextDouble() * Math.pow(10, random.nextInt(-3, 9)) + 1e-3;
      Ticks ticks = Ticks.between(low, high, 8, 0);
      assertTrue(ticks.at().size() >= 2 && ticks.at().size() <= 8, low + " to " + high);
      assertTrue(ticks.at().get(0) >= low && ticks.at().get(ticks.at().size() - 1) <= high);
      assertEquals(ticks.labels().size(), ticks.labels().stream().distinct().count());
    }
  }
}
