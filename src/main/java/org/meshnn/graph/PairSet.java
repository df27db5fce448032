package org.meshnn.graph;

/**
 * A set of unordered pairs of neurons that only grows: open addressing with linear probing, at most
 * half full (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithm L).
 */
final class PairSet {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio, odd

  private long[] table = new long[64]; // 0 where there is no key
  private int size;

  boolean contains(int a, int b) {
    return table[place(key(a, b))] != 0;
  }

  void add(int a, int b) {
    if (2 * (size + 1) > table.length) {
      grow();
    }
    int place = place(key(a, b));
    size += table[place] == 0 ? 1 : 0;
    table[place] = key(a, b);
  }

  private static long key(int a, int b) {
    return ((long) Math.min(a, b) << 32 | Math.max(a, b)) + 1;
  }

  /** Where the key is, or is to be. */
  private int place(long key) {
    long hash = key * GOLDEN;
    hash = (hash ^ hash >>> 32) * GOLDEN;
    int last = table.length - 1;
    int place = (int) (hash >>> Long.numberOfLeadingZeros(last));
    while (table[place] != 0 && table[place] != key) {
      place = place + 1 & last;
    }
    return place;
  }

  private void grow() {
    long[] before = table;
    table = new long[2 * before.length];
    for (long key : before) {
      if (key != 0) {
        table[place(key)] = key;
      }
    }
  }
}
