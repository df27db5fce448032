package org.meshnn.plan;

import java.util.Arrays;

/** A growing list of ints. */
final class IntList {
  private int[] values = new int[16];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size < 1 << 29 ? size * 2 : Integer.MAX_VALUE - 8);
    }
    values[size++] = value;
  }

  void set(int i, int value) {
    values[i] = value;
  }

  /** Grows to a size; new entries are 0. */
  void resize(int newSize) {
    if (newSize > values.length) {
      values = Arrays.copyOf(values, Math.max(newSize, Math.min(values.length, 1 << 29) * 2));
    }
    size = newSize;
  }

  int get(int i) {
    return values[i];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
