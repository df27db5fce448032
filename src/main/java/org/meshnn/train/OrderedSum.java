package org.meshnn.train;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sum over the shards of a batch, added in the order of the shards, whichever thread is done first:
 * floating-point sums depend on their order. A thread that brings a later shard waits.
 */
final class OrderedSum {
  private static final long PAUSE = 50_000; // nanoseconds between looks, once it takes long

  private volatile int turn; // the shard to be added next
  private volatile @Nullable Throwable failure; // null while all goes well
  private double @Nullable [] gradient;
  private double loss;
  private double score;

  /**
   * Begins a batch.
   *
   * @param gradient where the first shard writes its gradient; null to sum the losses alone
   */
  void begin(double @Nullable [] gradient) {
    this.gradient = gradient;
    loss = 0;
    score = 0;
    failure = null;
    turn = 0;
  }

  /**
   * Adds a shard, once all before it have been added. Does not add it if one has failed.
   *
   * @param part its gradient; the array of {@link #begin} for shard 0
   */
  void add(int shard, double @Nullable [] part, double partLoss, double partScore) {
    await(shard);
    if (failure != null) {
      return;
    }
    loss += partLoss;
    score += partScore;
    if (gradient != null && part != null && part != gradient) {
      for (int e = 0; e < gradient.length; e++) {
        gradient[e] += part[e];
      }
    }
    turn = shard + 1;
  }

  /** Gives the batch up: nobody waits any longer. */
  void fail(Throwable cause) {
    failure = cause;
  }

  /** Looks again and again; takes no lock and no memory, which may be what another died of. */
  private void await(int shard) {
    for (int i = 0; !isDue(shard); i++) {
      if (i < BatchGradient.SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private boolean isDue(int shard) {
    return turn == shard || failure != null;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Throws what a shard has failed of, if one has. */
  void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  /** The loss, summed over the samples. */
  double loss() {
    return loss;
  }

  /** What the metric adds up, summed over the samples. */
  double score() {
    return score;
  }
}
