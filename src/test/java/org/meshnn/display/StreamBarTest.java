package org.meshnn.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.OnlineMesh;
import org.meshnn.Prequential;
import org.meshnn.StreamWatcher;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Ending;
import org.meshnn.train.OnlineTraining;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class StreamBarTest {
  private static final long SECOND = 1_000_000_000;

  private final List<Map<String, String>> shown = Collections.synchronizedList(new ArrayList<>());
  private final Outlet before =
      Show.outlet(
          new Outlet() {
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
          });
  private long now;

  @AfterEach
  void restore() {
    StreamWatcher.set(null);
    Show.outlet(before);
  }

  private String text(int i) {
    return shown.get(i).get(Rich.TEXT);
  }

  @Test
  void aShortRunShowsNothing() {
    StreamBar bar = new StreamBar(SECOND, () -> now, Runnable::run);
    bar.begun(10, "NMSE");
    for (int i = 1; i <= 10; i++) {
      bar.stepDone(i, 1, 1, 0.5, 2);
    }
    bar.ended(Ending.COMPLETED);
    assertEquals(List.of(), shown);
  }

  @Test
  void aLongOneShowsItselfAndLeavesALine() throws Exception {
    StreamBar bar = new StreamBar(SECOND, () -> now, Runnable::run);
    bar.begun(2_000, "NMSE");
    for (int i = 1; i <= 1_000; i++) {
      now += SECOND / 100;
      bar.stepDone(i, Math.sin(i), Math.sin(i + 0.1), 1.0 / i, i == 1 ? Double.NaN : 2);
    }
    bar.ended(Ending.INTERRUPTED);
    assertEquals(
        "[#-----------------------] step 112 of 2,000: running NMSE 0.008929, of the last value"
            + " 2.000; 19 s left",
        text(0));
    String html = shown.get(0).get(Rich.HTML);
    assertEquals(2, html.split("<svg", -1).length - 1);
    assertTrue(html.contains(">last value<") && html.contains(">predicted<"), html);
    assertFalse(html.contains("NaN"), html);
    var parser = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
    parser.parse(new java.io.ByteArrayInputStream(html.getBytes("UTF-8")));
    String last = text(shown.size() - 1);
    assertTrue(last.endsWith("interrupted after 10.0 s"), last);
    assertFalse(shown.get(shown.size() - 1).get(Rich.HTML).contains("<svg"));
  }

  @Test
  void aRunThatNobodyListensToIsWatched() {
    StreamWatcher.set(() -> new StreamBar(0, System::nanoTime, Runnable::run));
    double[] x = IntStream.range(0, 200).mapToDouble(Math::sin).toArray();
    Table table = Table.create(DoubleColumn.create("x", x), DoubleColumn.create("y", x));
    OnlineMesh online =
        Mesh.of(4).inputs(1).outputs(1).connect(Wiring.dense()).online(OnlineTraining.defaults());
    Prequential run = online.run(table, List.of("x"), List.of("y"));
    String last = text(shown.size() - 1);
    assertTrue(last.contains("step 200 of 200: running NMSE"), last);
    assertTrue(last.contains("completed after"), last);
    assertTrue(Rich.bundle(run).containsKey(Rich.PNG));
    assertEquals(run.toString(), Rich.text(run));
    assertTrue(Rich.bundle(online).get(Rich.HTML).contains("<table"));
    assertEquals(online.summary(), Rich.text(online));
    assertTrue(Rich.bundle(online.explain()).get(Rich.HTML).contains("SnAp-1"));
    assertEquals(online.explain().toString(), Rich.text(online.explain()));
  }
}
