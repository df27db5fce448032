package org.meshnn.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Search;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Ending;
import org.meshnn.train.Epoch;
import org.meshnn.train.Training;

class TrainingBarTest {
  private static final long SECOND = 1_000_000_000;

  private final List<Map<String, String>> shown =
      java.util.Collections.synchronizedList(new ArrayList<>());
  private final Outlet before = Show.outlet(new Shown());
  private long now;

  /** What is shown and updated, in order. */
  private final class Shown implements Outlet {
    @Override
    public void stream(String name, String text) {}

    @Override
    public void display(Map<String, String> bundle) {
      shown.add(bundle);
    }

    @Override
    public void update(String id, Map<String, String> bundle, boolean last) {
      shown.add(bundle);
    }
  }

  @BeforeEach
  void watch() {
    Show.showProgress(true);
  }

  @AfterEach
  void restore() {
    Show.showProgress(false);
    Show.outlet(before);
  }

  private List<String> texts() {
    return shown.stream().map(b -> b.get(Rich.TEXT)).toList();
  }

  private static Epoch epoch(int number, double validation) {
    return new Epoch(number, 1.0 / number, 0.5, validation, validation, number);
  }

  @Test
  void aScoreThatIsMonitoredIsShown() {
    TrainingBar bar = TrainingBar.after(0, () -> now, Runnable::run);
    bar.begun(2, "accuracy");
    bar.epochDone(new Epoch(1, 0.5, 0.75, 0.25, 0.5, 1, Double.NaN, 0.625), 2);
    bar.ended(Ending.COMPLETED);
    assertTrue(
        texts().get(texts().size() - 1).contains("; validation 0.2500, 0.5000, monitored 0.6250;"),
        texts()::toString);
  }

  @Test
  void aShortTrainingNobodyListensToShowsNothing() {
    TrainingBar bar = TrainingBar.after(SECOND, () -> now, Runnable::run);
    bar.begun(2, "accuracy");
    bar.epochDone(epoch(1, Double.NaN), 2);
    now = SECOND / 2;
    bar.epochDone(epoch(2, Double.NaN), 2);
    bar.ended(Ending.COMPLETED);
    assertEquals(List.of(), shown);
  }

  @Test
  void aDrawingThatFailsIsFollowedByOthers() {
    var failures = new AtomicInteger(1);
    Show.outlet(
        new Outlet() {
          @Override
          public void stream(String name, String text) {}

          @Override
          public void display(Map<String, String> bundle) {}

          @Override
          public void update(String id, Map<String, String> bundle, boolean last) {
            if (failures.getAndDecrement() > 0) {
              throw new IllegalStateException("the front end is gone");
            }
            shown.add(bundle);
          }
        });
    var beside = new ArrayDeque<Runnable>();
    TrainingBar bar = TrainingBar.after(SECOND, () -> now, beside::add);
    bar.begun(100, "accuracy");
    for (int i = 1; i <= 3; i++) {
      now += SECOND;
      bar.epochDone(epoch(i, Double.NaN), 100);
      assertEquals(1, beside.size());
      beside.remove().run();
    }
    bar.ended(Ending.COMPLETED);
    String last = texts().get(texts().size() - 1);
    assertTrue(last.contains("epoch 3 of 100") && last.contains("completed after"), last);
  }

  @Test
  void aLongOneShowsItselfAndLeavesALine() {
    TrainingBar bar = TrainingBar.after(SECOND, () -> now, Runnable::run);
    bar.begun(200, "accuracy");
    for (int i = 1; i <= 100; i++) {
      now += SECOND / 50;
      bar.epochDone(epoch(i, 0.25), 200);
    }
    bar.ended(Ending.INTERRUPTED);
    // From 1 s to 2 s, every quarter of a second, of which Live shows what its own spacing lets by.
    assertTrue(shown.size() >= 2 && shown.size() <= 6, texts()::toString);
    assertTrue(
        texts().get(0).contains("epoch 50 of 200: loss 0.02000, accuracy 0.5000"), texts().get(0));
    assertTrue(texts().get(0).endsWith("; validation 0.2500, 0.2500; 3 min left"), texts().get(0));
    assertTrue(shown.get(0).get(Rich.HTML).contains("<svg"));
    Map<String, String> left = shown.get(shown.size() - 1);
    assertTrue(left.get(Rich.TEXT).endsWith("interrupted after 100.0 s"), left.get(Rich.TEXT));
    assertFalse(left.get(Rich.HTML).contains("<svg"), "the curves are gone");
  }

  @Test
  void oneAskedForIsThereBeforeTheFirstEpochAndLeavesItsCurves() {
    Mesh mesh = Mesh.of(9).connect(Wiring.dense());
    mesh.train(Datasets.iris(), "species", Training.defaults().epochs(3).listen(Show.progress()));
    assertTrue(texts().get(0).endsWith("epoch 1 of 3"), texts()::toString);
    Map<String, String> left = shown.get(shown.size() - 1);
    assertTrue(left.get(Rich.TEXT).contains("epoch 3 of 3: loss"), left.get(Rich.TEXT));
    assertTrue(left.get(Rich.TEXT).contains("accuracy"), left.get(Rich.TEXT));
    assertEquals(2, left.get(Rich.HTML).split("<svg", -1).length - 1);
  }

  @Test
  void anExperimentIsFollowedInsteadOfItsTrainings() {
    ExperimentBar bar = new ExperimentBar(4, SECOND, () -> now);
    var trials =
        Experiment.on(Datasets.iris(), "species")
            .setting("a", Mesh.of(9).connect(Wiring.dense()))
            .test(0.3)
            .training(Training.defaults().epochs(2))
            .seeds(4)
            .listen(
                trial -> {
                  now += SECOND / 2;
                  bar.finished(trial);
                })
            .run();
    assertEquals(4, trials.all().size());
    assertTrue(
        texts().get(0).contains("run 2 of 4: 'a', seed 2: test accuracy"), texts()::toString);
    assertTrue(texts().get(0).endsWith("1 s left"), texts()::toString);
    assertTrue(texts().get(texts().size() - 1).endsWith("all in 2.0 s"), texts()::toString);
  }

  @Test
  void aSearchShowsItsBestSoFar() {
    SearchBar bar = new SearchBar(SECOND, () -> now);
    var found =
        Search.on(Datasets.iris(), "species")
            .over("neurons", 9, 10, 11, 12)
            .mesh(c -> Mesh.of(c.whole("neurons")).connect(Wiring.dense()))
            .training(Training.defaults().epochs(2))
            .folds(2)
            .grid()
            .listen(
                (latest, best, done, planned) -> {
                  now += SECOND / 2;
                  bar.scored(latest, best, done, planned);
                })
            .run();
    assertTrue(
        texts().get(0).contains("candidate 2 of 4; best so far neurons "), texts()::toString);
    assertTrue(texts().get(0).endsWith("1 s left"), texts()::toString);
    String last = texts().get(texts().size() - 1);
    assertTrue(last.contains("best so far " + found.best() + ": inner score"), last);
    assertTrue(last.endsWith("all in 2.0 s"), last);
  }

  @Test
  void whatWasDrawnBesideDoesNotOvertakeTheEnd() {
    List<Runnable> late = new ArrayList<>();
    TrainingBar bar = TrainingBar.after(SECOND, () -> now, late::add);
    bar.begun(3, "accuracy");
    now = 2 * SECOND;
    bar.epochDone(epoch(1, Double.NaN), 3);
    now = 3 * SECOND;
    bar.epochDone(epoch(2, Double.NaN), 3);
    assertEquals(1, late.size(), "one drawing at a time");
    bar.ended(Ending.INTERRUPTED);
    late.forEach(Runnable::run);
    assertEquals(1, shown.size());
    assertTrue(texts().get(0).contains("epoch 2 of 3"), texts()::toString);
    assertTrue(texts().get(0).contains("interrupted"), texts()::toString);
  }

  @Test
  void aTraceKeepsFewPointsAndAlwaysTheLatest() {
    Trace trace = new Trace();
    for (int i = 1; i <= 10_001; i++) {
      trace.add(i, -i);
      double[] at = trace.at();
      assertTrue(at.length <= Trace.MOST + 1);
      assertEquals(1, at[0]);
      assertEquals(i, at[at.length - 1]);
      assertEquals(-i, trace.values()[at.length - 1]);
    }
    double[] at = trace.at();
    for (int i = 2; i < at.length - 1; i++) {
      assertEquals(at[1] - at[0], at[i] - at[i - 1]);
    }
  }

  @Test
  void aCurveIsWellFormedWhateverItsValues() throws Exception {
    double[][] values = {{1, 1, 1}, {1e-9, 1, 1e9}, {-1, 0, 1}, {1, Double.NaN, 2}, {0, 0, 0}};
    for (double[] series : values) {
      LiveCurve curve = new LiveCurve("R<M>SE");
      for (int i = 0; i < series.length; i++) {
        curve.add(i + 1, series[i], -series[i]);
      }
      String svg = curve.svg(3);
      var parser = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
      parser.parse(new java.io.ByteArrayInputStream(svg.getBytes("UTF-8")));
      assertFalse(svg.contains("NaN"), svg);
    }
  }

  @Test
  void aCurveTakesItsPlaceBeforeTheFirstValue() {
    LiveCurve curve = new LiveCurve("loss");
    String before = curve.svg(3);
    curve.add(1, 0.5, Double.NaN);
    assertTrue(before.contains(">loss<"), before);
    String size = before.substring(0, before.indexOf('>'));
    assertTrue(curve.svg(3).startsWith(size), size);
  }
}
