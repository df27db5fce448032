package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.file.ModelJson.MeshJson;
import org.meshnn.graph.Topology;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.text.Required;
import org.meshnn.train.Training;

/**
 * model.json of a mesh that was trained on sequences: all but its numbers.
 *
 * @param format the number of the format it is written in
 * @param kind {@value #KIND}
 * @param ticksPerStep k
 * @param steps of the longest sequence learned from
 * @param fit its rows are the sequences learned from
 */
record SequencesJson(
    int format,
    @Nullable String kind,
    MeshJson mesh,
    int ticksPerStep,
    int steps,
    SequenceEncodingJson encoding,
    TrainingJson training,
    FitJson fit,
    OriginJson origin) {
  /** What such a file is. */
  static final String KIND = "sequences";

  private static final int FIRST = 2; // format that knows sequences

  static SequencesJson of(SavedSequences saved) {
    return new SequencesJson(
        Math.max(
            FIRST, Math.max(TrainingJson.format(saved.training()), FitJson.format(saved.fit()))),
        KIND,
        MeshJson.of(saved.mesh(), saved.topology()),
        saved.ticksPerStep(),
        saved.steps(),
        SequenceEncodingJson.of(saved.encoding()),
        TrainingJson.of(saved.training(), saved.topology().roles()),
        FitJson.of(saved.fit(), saved.sequences(), saved.training().gradient()),
        OriginJson.of(saved.origin()));
  }

  /** The arrays by their names in the file. */
  static Numbers numbers(SavedSequences saved) {
    return FitJson.numbers(saved.fit());
  }

  /**
   * The mesh, with its numbers.
   *
   * @param own activations that are not built in
   * @throws IllegalArgumentException if its parts do not fit together
   */
  SavedSequences saved(Numbers numbers, List<Activation> own) {
    Topology topology = Required.of(mesh, "a mesh").topology(numbers);
    SequenceEncoding encoded = Required.of(encoding, "an encoding").encoding();
    Training trained = Required.of(training, "a training").training(topology.roles());
    ModelJson.requireFit(encoded.inputs(), encoded.outputs(), topology.roles());
    if (ticksPerStep < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 tick a step and 1 step; got " + ticksPerStep + " and " + steps);
    }
    return new SavedSequences(
        mesh.settings(own),
        topology,
        ticksPerStep,
        encoded,
        trained,
        Required.of(fit, "what training left").fit(numbers, topology, trained.gradient()),
        fit.rows(),
        steps,
        Required.of(origin, "where it comes from").origin());
  }
}
