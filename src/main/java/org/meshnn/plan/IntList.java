package org.meshnn.plan;

import java.util.Arrays;

/** A growing list of ints, in the place of an array whose length is known late. */
final class IntList {
  private int[] values;
  private int size;

  IntList() {
    this(16);
  }

  /** Room for so many before it has to grow; handed that many, it copies nothing. */
  IntList(int capacity) {
    values = new int[capacity];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, grown(size, size + 1L));
    }
    values[size++] = value;
  }

  void set(int i, int value) {
    values[i] = value;
  }

  /** Grows to a size; new entries are 0. */
  void resize(int newSize) {
    if (newSize > values.length) {
      values = Arrays.copyOf(values, grown(values.length, newSize));
    }
    size = newSize;
  }

  /** Twice the length as far as arrays go, and at least what is needed. */
  static int grown(int length, long needed) {
    int longest = Integer.MAX_VALUE - 8;
    if (needed > longest) {
      throw new IllegalStateException(
          "a list of " + needed + " numbers is asked for; a Java array holds " + longest);
    }
    return (int) Math.min(longest, Math.max(needed, 2L * length));
  }

  int get(int i) {
    return values[i];
  }

  int size() {
    return size;
  }

  /** The list itself where it is full, else a copy; add nothing afterwards. */
  int[] toArray() {
    return size == values.length ? values : Arrays.copyOf(values, size);
  }
}
