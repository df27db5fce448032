package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DateTicksTest {
  private static double day(String date) {
    return LocalDate.parse(date).toEpochDay();
  }

  private static List<String> labels(double low, double high) {
    return DateTicks.between(low, high, 8).labels();
  }

  @Test
  void areRoundInTheCalendar() {
    assertEquals(
        List.of("1960", "1970", "1980", "1990", "2000"),
        labels(day("1958-03-29"), day("2001-12-29")));
    assertEquals(
        List.of("2019-12", "2020-01", "2020-02", "2020-03", "2020-04"),
        labels(day("2019-11-15"), day("2020-04-02")));
    assertEquals(
        List.of("2020-02-29", "2020-03-01", "2020-03-02"),
        DateTicks.between(day("2020-02-28") + 0.5, day("2020-03-02"), 4).labels());
    assertEquals(
        List.of("2020-02-24", "2020-03-02", "2020-03-09"),
        labels(day("2020-02-18"), day("2020-03-15")).stream().limit(3).toList(),
        "Mondays");
    assertEquals(
        List.of("10-04 00:00", "10-04 12:00", "10-05 00:00"),
        DateTicks.between(20000, 20001.2, 3).labels());
    assertEquals(
        List.of("00:00:00", "00:00:15", "00:00:30"),
        DateTicks.between(0, 40 / 86400.0, 3).labels());
    assertEquals(
        List.of("1800", "1900", "2000"),
        DateTicks.between(day("1701-01-01"), day("2024-01-01"), 4).labels());
  }

  @Test
  void lieWithinAndAreNeitherManyNorNone() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(0, 8));
      double high = low + random.nextDouble() * Math.pow(10, random.nextInt(-3, 8)) + 1e-3;
      Ticks ticks = DateTicks.between(low, high, 8);
      assertTrue(ticks.at().size() >= 1 && ticks.at().size() <= 8, low + " to " + high);
      assertTrue(ticks.at().get(0) >= low && ticks.at().get(ticks.at().size() - 1) <= high);
      assertEquals(ticks.labels().size(), ticks.labels().stream().distinct().count());
    }
  }

  @Test
  void areNumbersBeyondAnyCalendar() {
    assertEquals(Ticks.between(0, 1e99, 8, 0), DateTicks.between(0, 1e99, 8));
  }
}
