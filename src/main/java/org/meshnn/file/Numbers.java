package org.meshnn.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Arrays by name, shared, not copied.
 *
 * @param doubles in the order they are written in
 * @param integers in the order they are written in, after the doubles
 */
record Numbers(Map<String, double[]> doubles, Map<String, int[]> integers) {
  Numbers {
    doubles = Collections.unmodifiableMap(new LinkedHashMap<>(doubles));
    integers = Collections.unmodifiableMap(new LinkedHashMap<>(integers));
  }

  /** The doubles of a name, of which there must be so many. */
  double[] doubles(String name, int length) {
    double[] found = doubles.get(name);
    if (found == null || found.length != length) {
      throw expected("F64", name, length, found == null ? -1 : found.length);
    }
    return found;
  }

  /** The integers of a name, of which there must be so many. */
  int[] integers(String name, int length) {
    int[] found = integers.get(name);
    if (found == null || found.length != length) {
      throw expected("I32", name, length, found == null ? -1 : found.length);
    }
    return found;
  }

  private static IllegalArgumentException expected(String type, String name, int length, int got) {
    return new IllegalArgumentException(
        "expected the tensor "
            + name
            + " of "
            + length
            + " "
            + type
            + ", got "
            + (got < 0 ? "none" : String.valueOf(got)));
  }
}
