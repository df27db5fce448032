package org.meshnn.protocol;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.meshnn.replication.Study.Metric;

/** The tasks of the online protocol: 8 lanes, learned from at every step. */
enum OnlineTask {
  HENON("henon", new Theirs(0.0052, 0.0052, 0.0311, 0.0143)),
  MACKEY_GLASS("mackey-glass", new Theirs(0.0180, 0.0050, 0.0080, 0.0054)),
  LORENZ("lorenz", new Theirs(0.0051, 0.0024, 0.0054, 0.0038)),
  SUNSPOTS("sunspots", new Theirs(0.1451, 0.1437, Double.NaN, 0.1322)),
  LASER("laser", new Theirs(0.0199, 0.0214, Double.NaN, 0.0416)),
  ANBN("anbn", new Theirs(0.935, 0.903, 0.903, Double.NaN)),
  COPY("copy", Theirs.NONE),
  ADDING("adding", Theirs.NONE),
  ROTATION("rotation", Theirs.NONE);

  private static final int LANES = 8;
  private static final int SERIES_STEPS = 15_000;
  private static final int TASK_STEPS = 20_000;
  private static final int BEFORE = 64; // values of a stream before its first input
  private static final int LENGTH = 20_000; // of a generated stream
  private static final int WARM_UP = 200;

  private final String title;
  private final Theirs theirs;

  OnlineTask(String title, Theirs theirs) {
    this.title = title;
    this.theirs = theirs;
  }

  /**
   * A part to learn from and a later one to measure on, both of a scale that the first has.
   *
   * @param learned the first part
   * @param rest all lanes reset, some steps to warm up, then the second part
   * @param warmUp steps of it that are not measured
   * @param variance of what is measured, a mean over lanes
   */
  record Parts(Course learned, Course rest, int warmUp, double variance) {}

  boolean isSeries() {
    return ordinal() <= LASER.ordinal();
  }

  /** Whether what it needs is there. */
  boolean isThere(SeriesFiles files) {
    return !isMeasured() || files.has(file());
  }

  private boolean isMeasured() {
    return this == SUNSPOTS || this == LASER;
  }

  private String file() {
    return this == SUNSPOTS ? "sunspot.txt" : "laser.txt";
  }

  private int fileLength() {
    return this == SUNSPOTS ? 3329 : 1000;
  }

  int steps() {
    return isSeries() ? SERIES_STEPS : TASK_STEPS;
  }

  /** How many of the last readings are reported: five of 60, or a fifth of 80. */
  int readings() {
    return isSeries() ? 5 : 16;
  }

  Metric metric() {
    if (isSeries()) {
      return Metric.NMSE;
    }
    return this == ANBN || this == COPY ? Metric.ACCURACY : Metric.MSE;
  }

  Theirs theirs() {
    return theirs;
  }

  /** The course of a seed as the protocol has it. */
  Course course(SeriesFiles files, long seed, int steps) {
    return switch (this) {
      case ANBN -> Episodes.anbn(LANES, steps, seed);
      case COPY -> Episodes.copy(LANES, steps, seed);
      case ADDING -> Episodes.adding(LANES, steps, seed);
      case ROTATION -> Episodes.rotation(LANES, steps, seed);
      case SUNSPOTS -> tiled(files, seed, 3000, 2000, steps);
      case LASER -> tiled(files, seed, 1000, 1000, steps);
      default -> {
        double[][] series = chaos().lanes(LANES, BEFORE + LENGTH + 1, seed);
        Arrays.setAll(series, l -> SeriesCourse.standardised(series[l], 0, series[l].length));
        yield SeriesCourse.looped(series, BEFORE, LENGTH, steps);
      }
    };
  }

  private Chaos chaos() {
    return Chaos.valueOf(name());
  }

  /** The file end to end, a lane from each eighth on, the first from a random place. */
  private Course tiled(SeriesFiles files, long seed, int length, int scaled, int steps) {
    double[] file = files.values(file(), fileLength());
    int base = new SplittableRandom(seed).nextInt(file.length);
    double[][] series = new double[LANES][BEFORE + length + 1];
    for (int lane = 0; lane < LANES; lane++) {
      int start = base + lane * (file.length / LANES);
      double[] values = series[lane];
      Arrays.setAll(values, i -> file[(start + i) % file.length]);
      series[lane] = SeriesCourse.standardised(values, BEFORE, BEFORE + scaled);
    }
    return SeriesCourse.looped(series, BEFORE, length, steps);
  }

  /**
   * A generated series' first steps, and a third as many more; the first two thirds of a file, and
   * its last.
   *
   * @param steps to learn from
   */
  Parts parts(SeriesFiles files, long seed, int steps) {
    if (isMeasured()) {
      double[] file = files.values(file(), fileLength());
      int end = 2 * file.length / 3;
      double[] series = SeriesCourse.standardised(file, 0, end);
      int from = new SplittableRandom(seed).nextInt(end);
      double[][] all = new double[LANES][];
      Arrays.fill(all, series);
      return parts(SeriesCourse.spread(series, from, end, LANES, steps), all, end);
    }
    int length = steps + steps / 3;
    double[][] series = chaos().lanes(LANES, BEFORE + length + 1, seed);
    int end = BEFORE + steps + 1;
    Arrays.setAll(series, lane -> SeriesCourse.standardised(series[lane], 0, end));
    return parts(SeriesCourse.looped(series, BEFORE, steps, steps), series, end);
  }

  private static Parts parts(Course learned, double[][] series, int end) {
    int first = Math.max(0, end - WARM_UP);
    double variance =
        Arrays.stream(series)
            .mapToDouble(lane -> SeriesCourse.variance(lane, end, lane.length))
            .average()
            .orElseThrow();
    return new Parts(learned, SeriesCourse.unbroken(series, first), end - 1 - first, variance);
  }

  @Override
  public String toString() {
    return title;
  }
}
