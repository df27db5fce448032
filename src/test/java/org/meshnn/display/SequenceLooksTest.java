package org.meshnn.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.SequenceEvaluation;
import org.meshnn.SequenceModel;
import org.meshnn.graph.Wiring;
import org.meshnn.plot.Picture;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.SequenceSplit;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Training;

/** Meshes trained on sequences, their scores and pictures in a cell. */
class SequenceLooksTest {
  private static final Training TRAINING = Training.defaults().epochs(2).validation(0);

  private static SequenceModel model(SequenceSplit split) {
    return Mesh.of(12).connect(Wiring.dense()).train(split.train(), TRAINING);
  }

  private static SequenceSplit spots(int... horizon) {
    return Sequences.of(Datasets.sunspots())
        .orderedBy("year")
        .forecast("sunspots")
        .horizon(horizon)
        .window(8)
        .splitByTime(0.2);
  }

  @Test
  void aModelIsATableOfWhatItIs() {
    Map<String, String> bundle = Rich.bundle(model(spots(1)));
    assertTrue(bundle.get(Rich.TEXT).contains("  sequences "), bundle.get(Rich.TEXT));
    assertTrue(bundle.get(Rich.HTML).contains("forecast of sunspots +1"));
  }

  @Test
  void valuesAreATableAndTheErrorByHorizon() {
    SequenceSplit split = spots(1, 2, 5);
    SequenceEvaluation evaluation = model(split).evaluate(split.test(), 11);
    String html = Rich.bundle(evaluation).get(Rich.HTML);
    assertTrue(html.contains("last season, 11 rows") && html.contains("<img"), html);
    assertEquals(evaluation.toString(), Rich.text(evaluation));
    String one = Rich.bundle(model(spots(1)).evaluate(spots(1).test())).get(Rich.HTML);
    assertFalse(one.contains("<img"));
  }

  @Test
  void classesLookAsThoseOfTables() {
    Sequences sequences =
        Sequences.of(Datasets.penguins().dropRowsWithMissingValues())
            .series("island")
            .labelPerStep("species")
            .window(5);
    SequenceSplit split = sequences.splitByTime(0.3);
    SequenceEvaluation evaluation = model(split).evaluate(split.test());
    String html = Rich.bundle(evaluation).get(Rich.HTML);
    assertTrue(html.contains(Rich.bundle(evaluation.classes()).get(Rich.HTML)), html);
  }

  @Test
  void aForecastIsDrawnWithItsBand() {
    SequenceSplit split = spots(1, 3);
    SequenceModel model = model(split);
    Picture plain = model.plotForecast(split.test());
    Picture band = model.plotForecast(split.test(), split.train(), "sunspots +3");
    assertTrue(plain.toString().contains("sunspots +1"), plain.toString());
    assertTrue(band.toString().contains("95 % of"), band.toString());
    String html = Rich.bundle(model.explain()).get(Rich.HTML);
    assertTrue(html.contains("back-propagation"), html);
  }
}
