package org.meshnn.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tasks ask, step by step, against the protocol's rules written out. */
class CourseTest {
  private static final SeriesFiles NONE = new SeriesFiles(null);

  @TempDir Path folder;

  /** As many made-up values as the protocol's file has. */
  private SeriesFiles laser() throws IOException {
    String text =
        IntStream.range(0, 1000)
            .mapToObj(i -> Double.toString(100 + 50 * Math.sin(0.1 * i) + i % 7))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("laser.txt"), text);
    return new SeriesFiles(folder);
  }

  @Test
  void henonStartsByLaneWhateverTheSeed() {
    double[][] series = Chaos.HENON.lanes(3, 4, 7);
    assertEquals(0.12, series[2][0], 1e-15);
    assertEquals(1 - 1.4 * 0.12 * 0.12, series[2][1], 1e-15);
    assertEquals(1 - 1.4 * series[2][1] * series[2][1] + 0.3 * 0.12, series[2][2], 1e-15);
    assertArrayEquals(series[1], Chaos.HENON.lanes(3, 4, 8)[1]);
  }

  @Test
  void mackeyGlassLooksSixteenBack() {
    double[] x = Chaos.MACKEY_GLASS.lanes(2, 60, 1)[1];
    for (int t = 16; t < 59; t++) {
      double back = x[t - 16];
      assertEquals(x[t] + 0.2 * back / (1 + Math.pow(back, 10)) - 0.1 * x[t], x[t + 1], 1e-14);
    }
    assertFalse(Arrays.equals(x, Chaos.MACKEY_GLASS.lanes(2, 60, 1)[0]), "lanes differ");
  }

  @Test
  void lorenzRowsAreTwoEulerStepsApart() {
    double[] x = Chaos.LORENZ.lanes(1, 3000, 1)[0];
    assertEquals(0, Arrays.stream(x).average().orElseThrow(), 4, "both wings");
    assertTrue(Arrays.stream(x).max().orElseThrow() > 12);
    assertEquals(3000, x.length);
  }

  @Test
  void aGeneratedSeriesIsStandardisedAsAWholeAndResetEvery200() {
    Course course = OnlineTask.LORENZ.course(NONE, 1, 1000);
    assertEquals(course.y()[10][3], course.x()[11][3], "the target is the next input");
    for (int t = 0; t < 1000; t++) {
      assertEquals(t % 200 == 0, course.begins()[t][5]);
    }
    double[] whole = SeriesCourse.standardised(Chaos.LORENZ.lanes(8, 20_065, 1)[2], 0, 20_065);
    assertEquals(whole[64 + 17], course.x()[17][2], 1e-12);
  }

  @Test
  void aFileIsALoopWithALaneFromEachEighth() throws IOException {
    Course course = OnlineTask.LASER.course(laser(), 3, 2000);
    assertEquals(course.x()[0][0], course.x()[1000][0], "once round");
    assertEquals(course.x()[125][0], course.x()[0][1], 0.01, "an eighth ahead");
    assertFalse(OnlineTask.LASER.isThere(NONE));
    assertFalse(OnlineTask.SUNSPOTS.isThere(laser()));
    assertTrue(OnlineTask.LASER.isThere(laser()));
  }

  @Test
  void aFileThatIsNotThereOrTooShortIsNamed() throws IOException {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> OnlineTask.LASER.course(NONE, 1, 1))
            .getMessage()
            .contains("laser.txt"));
    Files.writeString(folder.resolve("sunspot.txt"), "1.0\n2.0\n");
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> OnlineTask.SUNSPOTS.course(new SeriesFiles(folder), 1, 1))
            .getMessage()
            .contains("got 2"));
  }

  /** What is learned, its scale included, does not change with what comes later. */
  @Test
  void nothingOfTheRestIsSeenBefore() throws IOException {
    OnlineTask.Parts parts = OnlineTask.LASER.parts(laser(), 1, 3000);
    double[] file = laser().values("laser.txt", 1000);
    Arrays.fill(file, 667, 1000, 1e6);
    Files.writeString(
        folder.resolve("laser.txt"),
        Arrays.stream(file).mapToObj(Double::toString).collect(Collectors.joining("\n")));
    OnlineTask.Parts other = OnlineTask.LASER.parts(new SeriesFiles(folder), 1, 3000);
    double end = SeriesCourse.standardised(file, 0, 666)[665];
    assertArrayEquals(parts.learned().x(), other.learned().x());
    assertArrayEquals(parts.learned().y(), other.learned().y());
    assertEquals(end, parts.rest().y()[parts.warmUp() - 1][0], 1e-9, "the last one learned");
    assertEquals(666 - 200 + parts.rest().steps() + 1, 1000, "to the end");
  }

  @Test
  void theRestOfAGeneratedSeriesFollows() {
    OnlineTask.Parts parts = OnlineTask.HENON.parts(NONE, 1, 900);
    double last = parts.learned().y()[899][4];
    assertEquals(last, parts.rest().y()[parts.warmUp() - 1][4], 1e-12);
    assertEquals(300, parts.rest().steps() - parts.warmUp());
    assertTrue(parts.rest().begins()[0][0]);
    assertFalse(parts.rest().begins()[200][0], "never reset");
  }

  @Test
  void anbnAsksForTheNextSymbol() {
    Course course = OnlineTask.ANBN.course(NONE, 1, 500);
    for (int t = 0; t < 499; t++) {
      for (int lane = 0; lane < 8; lane++) {
        double next = course.y()[t][lane];
        boolean ends = course.begins()[t + 1][lane];
        assertTrue(!ends || next == 2, "a string ends with end");
        if (!ends) {
          assertEquals(1, course.x()[t + 1][lane * 3 + (int) next]);
        }
      }
    }
  }

  @Test
  void copyAsksInTheLastFiveStepsOnly() {
    Course course = OnlineTask.COPY.course(NONE, 1, 100);
    for (int t = 0; t < 100; t++) {
      assertEquals(t % 50 < 45, Double.isNaN(course.y()[t][3]));
      assertEquals(t % 50 == 0, course.begins()[t][3]);
    }
    assertEquals(1, course.x()[52][3 * 10 + (int) course.y()[97][3]]);
  }

  @Test
  void rotationTurnsAllLanesAlike() {
    Course course = OnlineTask.ROTATION.course(NONE, 1, 64);
    assertEquals(1, course.x()[0][8], "go");
    assertEquals(0, course.x()[1][8]);
    double[] first = Arrays.copyOf(course.x()[0], 8);
    double[] second = Arrays.copyOfRange(course.x()[0], 9, 17);
    double cosine = product(first, second); // between two lanes, whatever the rotation
    double[] turned = course.y()[63];
    assertEquals(
        cosine, product(Arrays.copyOf(turned, 8), Arrays.copyOfRange(turned, 8, 16)), 1e-12);
    assertNotEquals(cosine, product(first, Arrays.copyOf(turned, 8)), 1e-3);
    assertEquals(17, OnlineTask.ADDING.course(NONE, 1, 100).y()[0].length + 9);
  }

  private static double product(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }
}
