package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class DatasetsTest {

  @Test
  void irisIsComplete() {
    Table iris = Datasets.iris();
    assertEquals(150, iris.rowCount());
    assertEquals(
        List.of("sepal_length", "sepal_width", "petal_length", "petal_width", "species"),
        iris.columnNames());
    assertEquals(ColumnType.DOUBLE, iris.column(3).type());
    assertEquals(50, iris.where(iris.stringColumn("species").isEqualTo("virginica")).rowCount());
    assertEquals(5.843333, iris.doubleColumn(0).mean(), 1e-6);
    assertEquals(0.2, iris.doubleColumn("petal_width").get(34));
    assertEquals(3.6, iris.doubleColumn("sepal_width").get(37));
  }

  @Test
  void penguinsAreComplete() {
    Table penguins = Datasets.penguins();
    assertEquals("penguins", penguins.name());
    assertEquals(344, penguins.rowCount());
    assertEquals(List.of(0, 0, 2, 2, 2, 2, 11), missing(penguins));
    assertEquals(43.92193, penguins.doubleColumn("bill_length_mm").mean(), 1e-5);
    assertEquals(17.15117, penguins.doubleColumn("bill_depth_mm").mean(), 1e-5);
    assertEquals(200.9152, penguins.intColumn("flipper_length_mm").mean(), 1e-4);
    assertEquals(4201.754, penguins.intColumn("body_mass_g").mean(), 1e-3);
    for (String[] counted : new String[][] {{"Adelie", "152"}, {"Gentoo", "124"}}) {
      assertEquals(
          Integer.parseInt(counted[1]),
          penguins.stringColumn("species").isEqualTo(counted[0]).size());
    }
  }

  @Test
  void penguinsSurviveTheWayThroughAFile(@TempDir Path folder) {
    String file = folder.resolve("penguins.csv").toString();
    Datasets.penguins().write().csv(file);
    Table read = Table.read().csv(file);
    assertEquals(Datasets.penguins().types(), read.types());
    assertEquals(missing(Datasets.penguins()), missing(read));
    assertEquals(Datasets.penguins().print(400), read.setName("penguins").print(400));
  }

  @Test
  void rawPenguinsAreTheFileAsItCame(@TempDir Path folder) throws Exception {
    byte[] bytes = Files.readAllBytes(Datasets.penguinsRaw(folder));
    assertEquals(
        "5e625602cdd94c54167b0684c864a11ff9d1f2fb344fb5d252d33dea701a535f",
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertEquals(Datasets.penguinsRaw(folder), folder.resolve("penguins_raw.csv"));
  }

  /** The two files are of the same birds, in another order of species. */
  @Test
  void rawPenguinsAreThePenguins(@TempDir Path folder) {
    Table raw = Table.read().csv(Datasets.penguinsRaw(folder).toFile());
    Table penguins = Datasets.penguins();
    assertEquals(
        IntStream.range(0, 344)
            .mapToObj(
                i ->
                    raw.getString(i, "Species").split(" ", 2)[0]
                        + raw.getString(i, "Island")
                        + raw.getString(i, "Culmen Length (mm)")
                        + raw.getString(i, "Body Mass (g)"))
            .sorted()
            .toList(),
        IntStream.range(0, 344)
            .mapToObj(
                i ->
                    penguins.getString(i, "species")
                        + penguins.getString(i, "island")
                        + penguins.getString(i, "bill_length_mm")
                        + penguins.getString(i, "body_mass_g"))
            .sorted()
            .toList());
    assertEquals(
        8.733382, raw.doubleColumn("Delta 15 N (o/oo)").mean(), 1e-6); // as R summarises the table
    assertEquals(36, raw.stringColumn("Clutch Completion").isEqualTo("No").size());
  }

  private static List<Integer> missing(Table table) {
    return table.columns().stream().map(column -> column.countMissing()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iris/iris",
        "penguins/penguins",
        "series/sunspots",
        "series/co2",
        "series/nile",
        "series/elnino",
        "series/macrodata"
      })
  void readmeHasTheChecksumOfTheFile(String name) throws IOException, NoSuchAlgorithmException {
    Path file = Path.of("datasets", name + ".csv");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertTrue(
        Files.readString(file.resolveSibling("README.md"))
            .contains(HexFormat.of().formatHex(digest)));
  }

  @Test
  void generatorsAreSeededShuffledAndMeanClasses() {
    List<LongFunction<Table>> generators =
        List.of(
            Datasets::moons,
            Datasets::circles,
            Datasets::blobs,
            Datasets::blobs2,
            Datasets::spirals);
    for (LongFunction<Table> generator : generators) {
      Table table = generator.apply(5);
      String name = table.name();
      assertEquals(List.of("x", "y", "label"), table.columnNames(), name);
      assertEquals(table.print(3000), generator.apply(5).print(3000), name);
      assertNotEquals(table.print(3000), generator.apply(6).print(3000), name);
      assertEquals(name.equals("spirals") ? 2000 : 1000, table.rowCount(), name);
      int classes = name.startsWith("blobs") ? 3 : 2;
      for (int label = 0; label < classes; label++) {
        int all = table.where(table.intColumn("label").isEqualTo(label)).rowCount();
        assertEquals((double) table.rowCount() / classes, all, 1.5, name);
        Table last = table.last(table.rowCount() * 3 / 10);
        int late = last.where(last.intColumn("label").isEqualTo(label)).rowCount();
        assertEquals(0.3, (double) late / all, 0.1, name + " is not shuffled");
      }
    }
  }

  @Test
  void moonsAndCirclesLieOnTheirCurves() {
    for (Row row : Datasets.moons(101, 0, 1)) {
      boolean first = row.getInt("label") == 0;
      double x = first ? row.getDouble("x") : 1 - row.getDouble("x");
      double y = first ? row.getDouble("y") : 0.5 - row.getDouble("y");
      assertEquals(1, Math.hypot(x, y), 1e-12);
      assertTrue(y > -1e-12);
    }
    Table circles = Datasets.circles(100, 0, 1);
    for (Row row : circles) {
      assertEquals(
          row.getInt("label") == 0 ? 1 : 0.5,
          Math.hypot(row.getDouble("x"), row.getDouble("y")),
          1e-12);
    }
    assertEquals(0, circles.doubleColumn("x").sum(), 1e-9);
    Table noisy = Datasets.circles(1);
    double square = 0;
    for (Row row : noisy) {
      double radius = row.getInt("label") == 0 ? 1 : 0.5;
      square += Math.pow(Math.hypot(row.getDouble("x"), row.getDouble("y")) - radius, 2);
    }
    assertEquals(0.1, Math.sqrt(square / 1000), 0.01);
  }

  @Test
  void blobsHaveTheirSpread() {
    Table blobs = Datasets.blobs(3000, 4);
    double[] sds = {1, 2.5, 0.5};
    for (int label = 0; label < 3; label++) {
      Table blob = blobs.where(blobs.intColumn("label").isEqualTo(label));
      assertEquals(sds[label], blob.doubleColumn("x").standardDeviation(), 0.1 * sds[label]);
      assertEquals(sds[label], blob.doubleColumn("y").standardDeviation(), 0.1 * sds[label]);
      assertTrue(Math.abs(blob.doubleColumn("x").mean()) < 10.5);
    }
  }

  @Test
  void spiralsMirrorEachOtherAndFollowTheFormula() {
    Table spirals = Datasets.spirals(400, 0, 9);
    double turn = 780 * 2 * Math.PI / 360;
    for (Row row : spirals) {
      double sign = row.getInt("label") == 0 ? 1 : -1;
      double m = Math.hypot(row.getDouble("x"), row.getDouble("y"));
      assertTrue(m <= turn);
      assertEquals(-m * Math.cos(m), sign * row.getDouble("x"), 1e-9);
      assertEquals(m * Math.sin(m), sign * row.getDouble("y"), 1e-9);
    }
    assertEquals(0, spirals.doubleColumn("x").sum(), 1e-9);
  }

  @Test
  void measuredSeriesAreComplete() {
    requireSeries(Datasets.sunspots(), "sunspots", 309, "year", "1700", "2008", 5, 2.9);
    requireSeries(Datasets.co2(), "co2", 2284, "date", "1958-03-29", "2001-12-29", 316.1, 371.5);
    requireSeries(Datasets.nile(), "volume", 100, "year", "1871", "1970", 1120, 740);
    requireSeries(
        Datasets.elNino(), "temperature", 732, "date", "1950-01-01", "2010-12-01", 23.11, 22.07);
    Table economy = Datasets.macrodata();
    requireSeries(economy, "realint", 203, "date", "1959-01-01", "2009-07-01", 0, -3.44);
    assertEquals(15, economy.columnCount());
    assertEquals(12990.341, economy.doubleColumn("realgdp").get(202));
    assertEquals(3, economy.intColumn("quarter").getInt(202));
  }

  private static void requireSeries(
      Table table,
      String value,
      int rows,
      String order,
      String from,
      String to,
      double first,
      double last) {
    assertEquals(rows, table.rowCount(), table.name());
    assertEquals(from, table.column(order).get(0).toString());
    assertEquals(to, table.column(order).get(rows - 1).toString());
    assertEquals(first, table.doubleColumn(value).get(0));
    assertEquals(last, table.doubleColumn(value).get(rows - 1));
    assertEquals(0, table.column(order).countMissing());
    assertEquals(rows, table.column(order).countUnique());
    assertEquals(table.name().equals("co2") ? 59 : 0, table.column(value).countMissing());
  }

  @Test
  void weeksOfCo2HaveNoGapsAndMonthsOfElNinoStandInOrder() {
    List<LocalDate> weeks = Datasets.co2().dateColumn("date").asList();
    for (int i = 0; i < weeks.size(); i++) {
      assertEquals(weeks.get(0).plusWeeks(i), weeks.get(i));
    }
    assertTrue(Datasets.co2().doubleColumn("co2").isMissing(6)); // 10 May 1958
    Table elNino = Datasets.elNino();
    for (int i = 0; i < elNino.rowCount(); i++) {
      assertEquals(LocalDate.of(1950, 1, 1).plusMonths(i), elNino.dateColumn("date").get(i));
    }
    assertEquals(21.8, elNino.doubleColumn("temperature").get(11)); // December 1950
  }

  /** What is on the class path is in the jar. */
  @ParameterizedTest
  @CsvSource({
    "series/sunspots.csv, public domain, National Geophysical Data Center",
    "series/co2.csv, public domain, C. D. Keeling",
    "series/nile.csv, public domain, G. W. Cobb",
    "series/elnino.csv, public domain, National Weather Service",
    "series/macrodata.csv, public domain, Federal Reserve Bank",
    "iris/iris.csv, CC BY 4.0, R. A. Fisher",
    "penguins/penguins.csv, CC0 1.0, K. B. Gorman",
    "penguins/penguins_raw.csv, CC0 1.0, K. B. Gorman",
    "mnist/features.bin.gz, CC BY-SA 3.0 (https://creativecommons.org/licenses/by-sa/3.0/), Y. LeCun",
    "fashion-mnist/features.bin.gz, MIT, Zalando"
  })
  void everyDataFileHasItsLicenceAndItsMakersBesideIt(String file, String licence, String makers)
      throws IOException {
    assertNotNull(Datasets.class.getResource("/org/meshnn/datasets/" + file));
    String folder = file.substring(0, file.indexOf('/') + 1);
    String about = resource(folder + "README.md");
    assertTrue(about.contains("| licence | " + licence), about);
    assertTrue(about.contains(makers), about);
  }

  @Test
  void noDataFileIsWithoutSuchALicence() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("datasets"))) {
      List<String> data =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".csv") || name.endsWith(".gz"))
              .sorted()
              .toList();
      assertEquals(
          List.of(
              "co2.csv",
              "elnino.csv",
              "features.bin.gz",
              "features.bin.gz",
              "iris.csv",
              "macrodata.csv",
              "nile.csv",
              "penguins.csv",
              "penguins_raw.csv",
              "sunspots.csv"),
          data);
    }
    assertTrue(resource("fashion-mnist/LICENSE").startsWith("The MIT License (MIT)"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Datasets.class.getResourceAsStream("/org/meshnn/datasets/" + name)) {
      assertNotNull(in, name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void refusesBadArguments() {
    assertThrows(IllegalArgumentException.class, () -> Datasets.moons(1, 0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> Datasets.circles(10, -0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> Datasets.blobs(2, 1));
    assertThrows(IllegalArgumentException.class, () -> Datasets.spirals(11, 0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> Datasets.spirals(10, Double.NaN, 1));
  }
}
