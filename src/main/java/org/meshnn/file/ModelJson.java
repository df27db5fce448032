package org.meshnn.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Target;
import org.meshnn.text.Required;
import org.meshnn.train.Training;

/**
 * model.json: what a model is, all but its numbers. The names of the components are the names in
 * the file.
 *
 * @param format the number of the format it is written in
 * @param heldOut null where no rows were held out
 */
record ModelJson(
    int format,
    MeshJson mesh,
    EncodingJson encoding,
    TrainingJson training,
    FitJson fit,
    @Nullable ScoresJson heldOut,
    OriginJson origin) {
  /** The latest format, which this version reads and, where the first cannot say it, writes. */
  static final int FORMAT = 5;

  private static final String EDGES = "edges"; // those of the model
  private static final String START = ".start";
  private static final String SOURCE = ".source";

  /**
   * The mesh.
   *
   * @param inputs input neurons; {@code hidden} and {@code outputs} likewise
   * @param activations that some neurons were given, in order; null in format 1
   * @param leaks that some neurons were given, in order; null in format 1
   * @param order of classes that have one, else null
   * @param weights the column of the rows' weights; null where all count the same
   * @param columns the rules by which columns become inputs; null for none
   * @param givenInputs what the user set; null where the table decided
   * @param givenOutputs what the user set; null where the table decided
   */
  record MeshJson(
      int inputs,
      boolean bias,
      int hidden,
      int outputs,
      int edges,
      int ticks,
      @Nullable String activation,
      @Nullable String outputActivation,
      @Nullable List<NeuronsJson> activations,
      @Nullable List<NeuronsJson> leaks,
      String wiring,
      String target,
      @Nullable List<String> order,
      @Nullable String weights,
      boolean standardised,
      @Nullable ColumnRulesJson columns,
      @Nullable Integer givenInputs,
      @Nullable Integer givenOutputs) {

    /** Refuses nothing in the place of neurons. */
    MeshJson {
      activations = activations == null ? null : List.copyOf(activations);
      leaks = leaks == null ? null : List.copyOf(leaks);
      order = order == null ? null : List.copyOf(order);
    }

    static MeshJson of(MeshSettings mesh, Topology topology) {
      TransitionJson transition = TransitionJson.of(mesh.transition(), topology.roles());
      return new MeshJson(
          topology.inputs(),
          topology.hasBias(),
          topology.hidden(),
          topology.outputs(),
          topology.edges(),
          mesh.ticks(),
          transition.hidden(),
          transition.output(),
          transition.activations(),
          transition.leaks(),
          mesh.wiring(),
          Constant.name(mesh.target()),
          mesh.order().isEmpty() ? null : mesh.order(),
          mesh.weights().orElse(null),
          mesh.standardised(),
          ColumnRulesJson.of(mesh.columns()),
          boxed(mesh.inputs()),
          boxed(mesh.outputs()));
    }

    private static @Nullable Integer boxed(OptionalInt value) {
      return value.isPresent() ? value.getAsInt() : null;
    }

    private static OptionalInt unboxed(@Nullable Integer value) {
      return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** The first format that can say this. */
    int format() {
      boolean first = order == null && weights == null && columns == null;
      return first ? transition().format() : FORMAT;
    }

    TransitionJson transition() {
      return new TransitionJson(activation, outputActivation, activations, leaks);
    }

    MeshSettings settings(List<Activation> own) {
      return new MeshSettings(
          unboxed(givenInputs),
          unboxed(givenOutputs),
          ticks,
          transition().transition(roles(), own),
          Constant.of(Target.class, target),
          order == null ? List.of() : order,
          Optional.ofNullable(weights),
          standardised,
          columns == null ? ColumnRules.defaults() : columns.rules(),
          Required.of(wiring, "the name of the wiring"));
    }

    Roles roles() {
      return new Roles(inputs, bias, hidden, outputs);
    }

    Topology topology(Numbers numbers) {
      int[] start = numbers.integers(EDGES + START, roles().neurons() + 1);
      return Topology.ofColumns(roles(), start, numbers.integers(EDGES + SOURCE, edges));
    }
  }

  static ModelJson of(SavedModel model) {
    MeshJson mesh = MeshJson.of(model.mesh(), model.topology());
    EncodingJson encoding = EncodingJson.of(model.encoding());
    return new ModelJson(
        IntStream.of(
                mesh.format(),
                TrainingJson.format(model.training()),
                EncodingJson.format(model.encoding()),
                FitJson.format(model.fit()))
            .max()
            .orElseThrow(),
        mesh,
        encoding,
        TrainingJson.of(model.training(), model.topology().roles()),
        FitJson.of(model.fit(), model.trainingRows(), model.training().gradient()),
        model.heldOut().map(ScoresJson::of).orElse(null),
        OriginJson.of(model.origin()));
  }

  /** The arrays of a model by their names in the file. */
  static Numbers numbers(SavedModel model) {
    return FitJson.numbers(model.fit());
  }

  /** The edges by the names of their arrays. */
  static Map<String, int[]> edges(Topology topology) {
    Map<String, int[]> edges = new LinkedHashMap<>();
    put(edges, EDGES, topology);
    return edges;
  }

  /** Adds edges by the names of their arrays. */
  static void put(Map<String, int[]> integers, String edges, Topology topology) {
    integers.put(edges + START, topology.columnStarts());
    integers.put(edges + SOURCE, topology.sources());
  }

  /** The edges of a name; the others where there are none of it. */
  static Topology edges(String edges, Numbers numbers, Topology others) {
    if (!numbers.integers().containsKey(edges + START)) {
      return others;
    }
    int[] start = numbers.integers(edges + START, others.neurons() + 1);
    int count = Math.max(0, start[others.neurons()]);
    return Topology.ofColumns(others.roles(), start, numbers.integers(edges + SOURCE, count));
  }

  /**
   * The model, with its numbers.
   *
   * @param own activations that are not built in
   * @throws IllegalArgumentException if its parts do not fit together
   */
  SavedModel model(Numbers numbers, List<Activation> own) {
    Topology topology = Required.of(mesh, "a mesh").topology(numbers);
    Roles roles = topology.roles();
    Encoding encoded = Required.of(encoding, "an encoding").encoding();
    requireFit(encoded.inputs(), encoded.outputs(), roles);
    Training trained = Required.of(training, "a training").training(roles);
    return new SavedModel(
        mesh.settings(own),
        topology,
        encoded,
        trained,
        Required.of(fit, "what training left").fit(numbers, topology, trained.gradient()),
        fit.rows(),
        Optional.ofNullable(heldOut).map(known -> known.scores(encoded)),
        Required.of(origin, "where it comes from").origin(encoded));
  }

  /** Refuses columns that make other inputs and outputs than a mesh has. */
  static void requireFit(int inputs, int outputs, Roles roles) {
    if (inputs != roles.inputs() || outputs != roles.outputs()) {
      throw new IllegalArgumentException(
          "its columns make "
              + inputs
              + " inputs and "
              + outputs
              + " outputs, its mesh has "
              + roles.inputs()
              + " and "
              + roles.outputs());
    }
  }
}
