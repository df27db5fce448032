package org.meshnn.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meshnn.train.RowOrder;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Data to try a mesh on: Iris, the Palmer penguins, the features of MNIST and Fashion-MNIST, five
 * measured series (sunspots, CO2, the Nile, El Niño, the economy of the United States), and the
 * paper's two-dimensional toy sets (Galatolo, Cimino, Vaglini 2021, section 4.1). {@link
 * TimeSeries} computes chaotic series, {@link SequenceTasks} tasks that need memory.
 *
 * <p>The toy sets have the columns {@code x}, {@code y} (floating-point) and {@code label}
 * (integer, hence classes), their rows shuffled; the same arguments give the same table. The
 * published experiments left the spirals unshuffled, so that the last 30 % of the rows, their test
 * set, were of one class.
 */
public final class Datasets {
  private static final double[] BLOB_SDS = {1, 2.5, 0.5};
  private static final double[] UNIT_SDS = {1, 1, 1};
  private static final double SPIRAL_TURN = Math.toRadians(780);

  private Datasets() {}

  /**
   * {@return Fisher's Iris: 150 flowers, four lengths in cm ({@code sepal_length}, {@code
   * sepal_width}, {@code petal_length}, {@code petal_width}) and the {@code species} (setosa,
   * versicolor, virginica; 50 each, in this order)} A new table at every call.
   */
  public static Table iris() {
    ColumnType[] types = new ColumnType[5];
    Arrays.fill(types, 0, 4, ColumnType.DOUBLE);
    types[4] = ColumnType.STRING;
    return stored("iris", types);
  }

  /**
   * {@return the Palmer penguins (Horst, Hill, Gorman 2020): 344 birds, their {@code species}
   * (Adelie, Gentoo, Chinstrap) and {@code island}, {@code bill_length_mm} and {@code
   * bill_depth_mm} (floating-point), {@code flipper_length_mm} and {@code body_mass_g} (integer),
   * and {@code sex}; 19 entries are missing, as in the field} A new table at every call.
   */
  public static Table penguins() {
    return stored(
        "penguins",
        ColumnType.STRING,
        ColumnType.STRING,
        ColumnType.DOUBLE,
        ColumnType.DOUBLE,
        ColumnType.INTEGER,
        ColumnType.INTEGER,
        ColumnType.STRING);
  }

  /**
   * Writes the notes from the field behind {@link #penguins()} as the file that they came in, for
   * {@link Tables#read(Path)} to try: 344 birds, 17 columns with spaces and units in their names,
   * dates of the first egg as 11/16/07, commas in quotes, empty entries and a dot where something
   * is missing, and whether the nest was seen with both eggs ({@code Clutch Completion}; 36 times
   * not).
   *
   * @param folder that exists
   * @return {@code penguins_raw.csv} in it; one that was there is replaced
   * @throws UncheckedIOException if it cannot be written
   */
  public static Path penguinsRaw(Path folder) {
    Path file = folder.resolve("penguins_raw.csv");
    try (InputStream csv = resource("/org/meshnn/datasets/penguins/penguins_raw.csv")) {
      Files.copy(csv, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return handwritten digits as the paper's meshes see them (section 4.2): of each picture of
   * MNIST (LeCun, Cortes, Burges 1998) the 32 features {@code f1} to {@code f32} of a convolutional
   * auto-encoder trained on the training pictures, none negative, and the {@code digit} ("0" to
   * "9")} 60,000 training rows and 10,000 test rows, in the order of the originals. MNIST is under
   * CC BY-SA 3.0, and so are these features; {@code datasets/mnist/README.md} says how they were
   * made. New tables at every call.
   */
  public static Split mnistFeatures() {
    return ImageFeatures.MNIST.read();
  }

  /**
   * {@return articles of clothing as the paper's meshes see them (section 4.2): of each picture of
   * Fashion-MNIST (Xiao, Rasul, Vollgraf 2017; Zalando SE, MIT licence) the 32 features {@code f1}
   * to {@code f32} of a convolutional auto-encoder trained on the training pictures, none negative,
   * and the {@code garment} ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal",
   * "Shirt", "Sneaker", "Bag", "Ankle boot")} 60,000 training rows and 10,000 test rows, in the
   * order of the originals; {@code datasets/fashion-mnist/README.md} says how they were made. New
   * tables at every call.
   */
  public static Split fashionMnistFeatures() {
    return ImageFeatures.FASHION_MNIST.read();
  }

  /**
   * {@return sunspots: the {@code year}, 1700 to 2008, and the mean number of {@code sunspots}
   * (floating-point); 309 rows} A new table at every call.
   */
  public static Table sunspots() {
    return MeasuredSeries.sunspots();
  }

  /**
   * {@return carbon dioxide in the air of Mauna Loa by week: the {@code date}, 29 March 1958 to 29
   * December 2001, 7 days apart, and {@code co2} in ppmv; 2284 rows, 59 of them without a value} A
   * new table at every call.
   */
  public static Table co2() {
    return MeasuredSeries.co2();
  }

  /**
   * {@return the Nile at Aswan: the {@code year}, 1871 to 1970, and the {@code volume} that flowed
   * past in 10^8 m^3 (floating-point), lower from about 1899 on; 100 rows} A new table at every
   * call.
   */
  public static Table nile() {
    return MeasuredSeries.nile();
  }

  /**
   * {@return El Niño: the first {@code date} of each month, January 1950 to December 2010, and the
   * mean {@code temperature} of the surface of the eastern Pacific in degrees Celsius; 732 rows} A
   * new table at every call.
   */
  public static Table elNino() {
    return MeasuredSeries.elNino();
  }

  /**
   * {@return the economy of the United States by quarter: the first {@code date} of each, 1959 to
   * the third quarter of 2009, the {@code year} and {@code quarter} (integer), and twelve figures
   * (floating-point): {@code realgdp}, {@code realcons}, {@code realinv}, {@code realgovt}, {@code
   * realdpi}, {@code cpi}, {@code m1}, {@code tbilrate}, {@code unemp}, {@code pop}, {@code infl},
   * {@code realint}; 203 rows} {@code datasets/series/README.md} has their units. A new table at
   * every call.
   */
  public static Table macrodata() {
    return MeasuredSeries.macrodata();
  }

  private static Table stored(String name, ColumnType... types) {
    return stored(name, name, types);
  }

  /** Reads a table of the class path: {@code folder/name.csv}. */
  static Table stored(String folder, String name, ColumnType... types) {
    String resource = "/org/meshnn/datasets/" + folder + "/" + name + ".csv";
    try (InputStream csv = resource(resource)) {
      return Table.read()
          .usingOptions(CsvReadOptions.builder(csv).tableName(name).columnTypes(types));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a file of the class path. */
  static InputStream resource(String path) {
    InputStream in = Datasets.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException(
          "expected the resource " + path + " on the class path; build with Maven, which adds it");
    }
    return in;
  }

  /**
   * {@return two interleaved half circles: 1000 rows, noise 0.1}
   *
   * @param seed the same seed gives the same rows
   */
  public static Table moons(long seed) {
    return moons(1000, 0.1, seed);
  }

  /**
   * {@return two interleaved half circles: (cos t, sin t) and (1 - cos t, 1/2 - sin t), t evenly
   * from 0 to pi, with normal noise added}
   *
   * @param n rows, at least 2; half of each class, label 0 one more if odd
   * @param noise standard deviation, not negative
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n or the noise is less, or the noise is not finite
   */
  public static Table moons(int n, double noise, long seed) {
    return rounds(
        "moons",
        n,
        noise,
        seed,
        (label, i, of) -> {
          double t = of == 1 ? 0 : Math.PI * i / (of - 1);
          return label == 0
              ? new double[] {StrictMath.cos(t), StrictMath.sin(t)}
              : new double[] {1 - StrictMath.cos(t), 0.5 - StrictMath.sin(t)};
        });
  }

  /**
   * {@return a circle of radius 1 (label 0) around one of radius 1/2 (label 1): 1000 rows, noise
   * 0.1}
   *
   * @param seed the same seed gives the same rows
   */
  public static Table circles(long seed) {
    return circles(1000, 0.1, seed);
  }

  /**
   * {@return a circle of radius 1 (label 0) around one of radius 1/2 (label 1): r (cos t, sin t), t
   * evenly from 0 to 2 pi, the end excluded, with normal noise added}
   *
   * @param n rows, at least 2; half of each class, label 0 one more if odd
   * @param noise standard deviation, not negative
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n or the noise is less, or the noise is not finite
   */
  public static Table circles(int n, double noise, long seed) {
    return rounds(
        "circles",
        n,
        noise,
        seed,
        (label, i, of) -> {
          double t = 2 * Math.PI * i / of;
          double radius = label == 0 ? 1 : 0.5;
          return new double[] {radius * StrictMath.cos(t), radius * StrictMath.sin(t)};
        });
  }

  /**
   * {@return three normal clouds: 1000 rows}
   *
   * @param seed the same seed gives the same rows
   */
  public static Table blobs(long seed) {
    return blobs(1000, seed);
  }

  /**
   * {@return three normal clouds with standard deviations 1, 2.5 and 0.5, centres uniform in [-10,
   * 10]^2}
   *
   * @param n rows, at least 3; a third of each class, the first classes one more if n demands
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n is less
   */
  public static Table blobs(int n, long seed) {
    requireRows(n, 3);
    RandomGenerator random = Split.generator(seed);
    double[][] points = new double[n][];
    cloud(points, 0, n, BLOB_SDS, random);
    return table("blobs", points, random);
  }

  /**
   * {@return three classes of two normal clouds each: 1000 rows}
   *
   * @param seed the same seed gives the same rows
   */
  public static Table blobs2(long seed) {
    return blobs2(1000, seed);
  }

  /**
   * {@return two independent draws of three normal clouds (standard deviation 1, centres uniform in
   * [-10, 10]^2), one above the other: each of the three classes has two clouds, which may overlap
   * those of another}
   *
   * @param n rows, at least 6; half of each draw
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n is less
   */
  public static Table blobs2(int n, long seed) {
    requireRows(n, 6);
    RandomGenerator random = Split.generator(seed);
    double[][] points = new double[n][];
    cloud(points, 0, n - n / 2, UNIT_SDS, random);
    cloud(points, n - n / 2, n, UNIT_SDS, random);
    return table("blobs2", points, random);
  }

  /**
   * {@return two spirals: 2000 rows, noise 0.1}
   *
   * @param seed the same seed gives the same rows
   */
  public static Table spirals(long seed) {
    return spirals(2000, 0.1, seed);
  }

  /**
   * {@return two spirals of 780 degrees: d = (-m cos m + noise U, m sin m + noise U) with m =
   * sqrt(U) 780 * 2 pi / 360 and every U uniform in [0, 1); label 0 is d, label 1 is -d of the same
   * points}
   *
   * @param n rows, even, at least 2; half of each class
   * @param noise width of the uniform noise, not negative
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n is odd or less, or the noise negative or not finite
   */
  public static Table spirals(int n, double noise, long seed) {
    requireRows(n, 2);
    requireNoise(noise);
    if (n % 2 != 0) {
      throw new IllegalArgumentException(
          "expected an even number of rows (the spirals mirror each other), got " + n);
    }
    RandomGenerator random = Split.generator(seed);
    double[][] points = new double[n][];
    for (int i = 0; i < n / 2; i++) {
      double m = Math.sqrt(random.nextDouble()) * SPIRAL_TURN;
      double x = -m * StrictMath.cos(m) + noise * random.nextDouble();
      double y = m * StrictMath.sin(m) + noise * random.nextDouble();
      points[i] = new double[] {x, y, 0};
      points[n / 2 + i] = new double[] {-x, -y, 1};
    }
    return table("spirals", points, random);
  }

  /** Point i of the {@code of} evenly spaced ones of a class. */
  private interface Curve {
    double[] point(int label, int i, int of);
  }

  private static Table rounds(String name, int n, double noise, long seed, Curve curve) {
    requireRows(n, 2);
    requireNoise(noise);
    RandomGenerator random = Split.generator(seed);
    double[][] points = new double[n][];
    int first = n - n / 2;
    for (int i = 0; i < n; i++) {
      int label = i < first ? 0 : 1;
      double[] p = curve.point(label, label == 0 ? i : i - first, label == 0 ? first : n - first);
      double x = p[0] + noise * random.nextGaussian();
      double y = p[1] + noise * random.nextGaussian();
      points[i] = new double[] {x, y, label};
    }
    return table(name, points, random);
  }

  private static void cloud(
      double[][] points, int from, int to, double[] sds, RandomGenerator random) {
    double[][] centres = new double[sds.length][];
    for (int label = 0; label < sds.length; label++) {
      centres[label] = new double[] {random.nextDouble(-10, 10), random.nextDouble(-10, 10)};
    }
    for (int i = from; i < to; i++) {
      int label = (i - from) % sds.length;
      double x = centres[label][0] + sds[label] * random.nextGaussian();
      double y = centres[label][1] + sds[label] * random.nextGaussian();
      points[i] = new double[] {x, y, label};
    }
  }

  private static Table table(String name, double[][] points, RandomGenerator random) {
    int[] order = RowOrder.ascending(points.length);
    RowOrder.shuffle(order, random);
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    IntColumn label = IntColumn.create("label");
    for (int row : order) {
      x.append(points[row][0]);
      y.append(points[row][1]);
      label.append((int) points[row][2]);
    }
    return Table.create(name, x, y, label);
  }

  private static void requireRows(int n, int least) {
    if (n < least) {
      throw new IllegalArgumentException("expected at least " + least + " rows, got " + n);
    }
  }

  private static void requireNoise(double noise) {
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected a noise of 0 or more, got " + noise);
    }
  }
}
