package org.meshnn;

import java.util.concurrent.CountDownLatch;
import org.meshnn.train.Polling;

/** Stand-ins for training, called by notebook cells under test. */
public final class CooperativeTraining {
  private static volatile CountDownLatch start = new CountDownLatch(1);

  private CooperativeTraining() {}

  /** A new cell will be started. */
  public static void expect() {
    start = new CountDownLatch(1);
  }

  /** The cell has begun. */
  public static void started() {
    start.countDown();
  }

  /** Waits until the cell has begun. */
  public static void awaitStart() {
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Works until asked to stop, then returns what it has. */
  public static String trainUntilInterrupted() {
    started();
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
    return "partial";
  }

  /** A training step that takes longer than a notebook's grace period. */
  public static String trainWithLongSteps() {
    try (Polling open = new Polling()) {
      started();
      spin(1_200_000_000L);
      return Thread.interrupted() ? "partial" : "whole";
    }
  }

  /** Work of this library that looks at no flag. */
  public static String workWithoutLooking() {
    started();
    spin(6_000_000_000L);
    return "whole";
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
