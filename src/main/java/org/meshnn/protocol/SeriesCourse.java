package org.meshnn.protocol;

import java.util.Arrays;

/** Courses along series: each step has a value as input and the next one as target. */
final class SeriesCourse {
  /** Steps from one reset to the next. */
  static final int RESET = 200;

  private SeriesCourse() {}

  /**
   * A course along a stretch of each lane's series, again and again, all lanes reset every {@link
   * #RESET} steps.
   *
   * @param series of each lane
   * @param first index of the first input
   * @param length of the stretch
   * @param steps how many
   */
  static Course looped(double[][] series, int first, int length, int steps) {
    Course course = Course.empty(series.length, 1, 1, false, steps);
    for (int t = 0; t < steps; t++) {
      for (int lane = 0; lane < series.length; lane++) {
        step(course, t, lane, series[lane], first + t % length);
        course.begins()[t][lane] = t % RESET == 0;
      }
    }
    return course;
  }

  /**
   * A course of all lanes along one series, again and again, from places that are evenly spread. A
   * lane is reset every {@link #RESET} steps and where it begins again.
   *
   * @param series their series
   * @param from place of the first lane
   * @param end index after the last value that is used
   * @param lanes how many
   * @param steps how many
   */
  static Course spread(double[] series, int from, int end, int lanes, int steps) {
    Course course = Course.empty(lanes, 1, 1, false, steps);
    for (int lane = 0; lane < lanes; lane++) {
      int at = from + lane * (end / lanes);
      for (int t = 0; t < steps; t++, at++) {
        at %= end - 1; // the last value is a target only
        step(course, t, lane, series, at);
        course.begins()[t][lane] = t % RESET == 0 || at == 0;
      }
    }
    return course;
  }

  /** A course to the end of each lane's series, reset at its first step alone. */
  static Course unbroken(double[][] series, int first) {
    int steps = series[0].length - 1 - first;
    Course course = looped(series, first, steps, steps);
    for (int t = 1; t < steps; t++) {
      Arrays.fill(course.begins()[t], false);
    }
    return course;
  }

  private static void step(Course course, int t, int lane, double[] series, int at) {
    course.x()[t][lane] = series[at];
    course.y()[t][lane] = series[at + 1];
  }

  /** A series of mean 0 and deviation 1 (divisor n - 1) between two indices, the rest alike. */
  static double[] standardised(double[] series, int first, int end) {
    double mean = Arrays.stream(series, first, end).average().orElseThrow();
    double deviation = Math.sqrt(variance(series, first, end));
    return Arrays.stream(series).map(v -> (v - mean) / deviation).toArray();
  }

  /** Divisor n - 1. */
  static double variance(double[] series, int first, int end) {
    double mean = Arrays.stream(series, first, end).average().orElseThrow();
    double squares = Arrays.stream(series, first, end).map(v -> (v - mean) * (v - mean)).sum();
    return squares / (end - first - 1);
  }
}
