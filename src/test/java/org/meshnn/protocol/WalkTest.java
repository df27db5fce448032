package org.meshnn.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.replication.Result;
import org.meshnn.train.Initialisation;
import org.meshnn.train.OnlineLearner;
import org.meshnn.train.OnlineTraining;

class WalkTest {
  private static final Net NET = Net.of(0.1, 2).with(OnlineGradient.snap(2));

  /** Says 0 to everything. */
  private static OnlineLearner zero(Course course) {
    Topology topology =
        Wiring.reservoir(0.5, 1).wire(new Roles(course.inputs(), true, 4, course.outputs()));
    OnlineTraining training =
        OnlineTraining.defaults()
            .lanes(course.lanes())
            .initialisation(Initialisation.of(topology, new double[topology.edges()]));
    Transition transition = new Transition(Activation.TANH, Activation.IDENTITY);
    return OnlineLearner.begin(topology, transition, 1, course.classes(), training);
  }

  @Test
  void readsTheLast200AskedEvery250Steps() {
    Course course = Course.empty(2, 1, 1, false, 1100);
    for (int t = 0; t < 1100; t++) {
      course.y()[t][0] = Math.sqrt(t);
      course.y()[t][1] = Math.sqrt(t);
    }
    Walk walk = Walk.of(course, zero(course), false);
    // readings at steps 0, 250, ..., 1000, each of t over the 200 before it, its own included
    assertEquals(1000 - 99.5, walk.error(1), 1e-9);
    assertEquals((900.5 + 650.5) / 2, walk.error(2), 1e-9);
    assertEquals(
        (900.5 + 650.5 + 400.5 + 150.5 + 0 /* t = 250: 51 to 250 */) / 4, walk.error(4), 1e-9);
    assertEquals((1000 + 1099) / 2.0, walk.errorFrom(1000), 1e-9);
    assertFalse(walk.diverged());
  }

  @Test
  void stepsThatAskNothingAreNotCounted() {
    Course course = Course.empty(1, 1, 2, true, 1001);
    for (int t = 0; t < 1001; t++) {
      course.y()[t][0] = t % 10 == 9 ? (t < 500 ? 1 : 0) : Double.NaN; // class 0 is what zeros say
    }
    Walk walk = Walk.of(course, zero(course), false);
    assertEquals(0.5, walk.error(1), 1e-12, "50 wrong, 50 right");
    assertEquals(1, walk.errorFrom(50), 1e-12);
  }

  @Test
  void anInterruptedWalkIsNone() {
    Course course = Course.empty(1, 1, 1, false, 10);
    Thread.currentThread().interrupt();
    assertNull(Walk.of(course, zero(course), false));
    assertTrue(Thread.interrupted());
  }

  @Test
  void aMeshLearnsHenonAndTheRestOfItBetterThanItsMean() {
    SeriesFiles none = new SeriesFiles(null);
    OnlineRun run = new OnlineRun(OnlineTask.HENON, NET, none, 1500);
    Result result = run.published(1);
    assertTrue(result.metric() < 0.5, result.toString());
    assertEquals(result, new OnlineRun(OnlineTask.HENON, NET, none, 1500).published(1), "again");
    Result off = run.rest(1, false);
    Result on = run.rest(1, true);
    assertTrue(on.metric() < off.metric(), on + " " + off);
    assertTrue(off.metric() < 0.6, off.toString());
    assertEquals(on, new OnlineRun(OnlineTask.HENON, NET, none, 1500).rest(1, true), "alone");
  }
}
