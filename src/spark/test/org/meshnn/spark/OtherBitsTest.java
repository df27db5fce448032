package org.meshnn.spark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Engine;
import org.meshnn.experiment.Experiment;
import org.meshnn.workers.Workers;

/** An executor with other kernels. */
class OtherBitsTest {
  private static final String OPTIONS = "spark.executor.extraJavaOptions";

  @BeforeAll
  static void begin() {
    Home.make();
    System.setProperty(OPTIONS, "-Dmeshnn.kernels=scalar");
  }

  @AfterAll
  static void end() {
    System.clearProperty(OPTIONS);
  }

  @Test
  void itIsRefused() {
    Experiment experiment = Asked.slow(2).listen(trial -> fail("a run"));
    assertTrue(Engine.lanes() > 1, "vectors here");
    try (Workers spark = Workers.at("local-cluster[1,1,1024]")) {
      String message =
          assertThrows(IllegalStateException.class, () -> experiment.run(spark)).getMessage();
      assertTrue(message.contains("expected executors that make the same bits"), message);
      assertTrue(message.contains(" 1 lanes"), message);
      assertFalse(message.contains("\n"), message);
    }
  }
}
