package org.meshnn.protocol;

import java.util.stream.IntStream;

/**
 * The generator MT19937 (Matsumoto and Nishimura 1998, Mersenne twister, ACM Transactions on
 * Modeling and Computer Simulation 8), seeded with one number as in their version of 2002, and the
 * shuffle that NumPy makes with it: {@code numpy.random.RandomState(seed).shuffle}, which does not
 * change any more (NumPy Enhancement Proposal 19).
 */
final class MersenneTwister {
  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int next = N;

  MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }
  }

  /** 32 random bits. */
  int nextInt() {
    if (next == N) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9D2C5680;
    y ^= y << 15 & 0xEFC60000;
    return y ^ y >>> 18;
  }

  private void twist() {
    for (int i = 0; i < N; i++) {
      int y = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7FFFFFFF;
      state[i] = state[(i + M) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
    }
    next = 0;
  }

  /** From 0 to a largest value: the bits that it needs, until they are no more. */
  private int upTo(int most) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(most);
    int value = nextInt() & mask;
    while (value > most) {
      value = nextInt() & mask;
    }
    return value;
  }

  /** The numbers from 0 to n - 1: the last changes places with one up to it, and so on. */
  int[] shuffled(int n) {
    int[] numbers = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int other = upTo(i);
      int last = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = last;
    }
    return numbers;
  }
}
