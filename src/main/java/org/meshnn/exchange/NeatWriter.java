package org.meshnn.exchange;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Roles.Role;
import org.meshnn.text.Listing;

/**
 * A graph as a network of neat-python: inputs are -1, -2, .., outputs 0, 1, .., hidden neurons
 * follow; edges from the bias become biases. The response takes the steepness of the activation
 * back, so that weights stay as they are; biases are divided by it.
 */
final class NeatWriter {
  private final MeshGraph graph;
  private final Roles roles;

  private NeatWriter(MeshGraph graph) {
    this.graph = graph;
    roles = graph.roles();
  }

  static void write(MeshGraph graph, Writer out) throws IOException {
    if (!graph.hasWeights()) {
      throw new IllegalArgumentException("a network of NEAT has weights, and this graph has none");
    }
    NeatWriter writer = new NeatWriter(graph);
    writer.requireHeld();
    JsonWriter json = new JsonWriter(out);
    json.setIndent(" ");
    writer.write(json);
    json.flush();
    out.write("\n");
  }

  /** What a network of neat-python has. */
  private void requireHeld() {
    for (int j = roles.clamped(); j < roles.neurons(); j++) {
      MeshGraph.Neuron neuron = graph.neurons().get(j);
      if (neuron.leak() < 1) {
        throw new IllegalArgumentException(
            "neat-python has no leak, and neuron " + Listing.quoted(neuron.name()) + " has one");
      }
      activation(neuron);
    }
    if (graph.columnStart(roles.clamped()) > 0) {
      throw new IllegalArgumentException(
          "neat-python has no edges into inputs, and this graph has "
              + graph.columnStart(roles.clamped())
              + "; they have no effect: delete them");
    }
    if (roles.inputs() == 0) {
      throw new IllegalArgumentException("a network of NEAT has inputs, and this graph has none");
    }
  }

  private static NeatActivation activation(MeshGraph.Neuron neuron) {
    Optional<NeatActivation> found = NeatActivation.of(neuron.activation());
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "neat-python has no "
                    + neuron.activation()
                    + ", which neuron "
                    + Listing.quoted(neuron.name())
                    + " applies; written are "
                    + Listing.of(NeatActivation.written())));
  }

  private int id(int neuron) {
    return switch (roles.of(neuron)) {
      case INPUT, BIAS -> -1 - neuron;
      case OUTPUT -> neuron - roles.firstOutput();
      case HIDDEN -> roles.outputs() + neuron - roles.clamped();
    };
  }

  private void write(JsonWriter json) throws IOException {
    boolean cyclic = LongestPath.ticks(graph.topology()).isEmpty();
    json.beginObject();
    json.name("format_version").value("1.0");
    json.name("network_type").value(cyclic ? "recurrent" : "feedforward");
    json.name("metadata").beginObject().name("written_by").value("meshnn").endObject();
    json.name("topology").beginObject();
    json.name("num_inputs").value(roles.inputs()).name("num_outputs").value(roles.outputs());
    keys(json, "input_keys", Role.INPUT);
    keys(json, "output_keys", Role.OUTPUT);
    json.endObject();
    json.name("nodes").beginArray();
    for (int j = 0; j < roles.neurons(); j++) {
      if (roles.of(j) != Role.BIAS) {
        node(json, j);
      }
    }
    json.endArray().name("connections").beginArray();
    for (int to = roles.clamped(); to < roles.neurons(); to++) {
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        if (roles.of(graph.source(e)) != Role.BIAS) {
          json.beginObject().name("from").value(id(graph.source(e))).name("to").value(id(to));
          json.name("weight").value(graph.weight(e)).name("enabled").value(true).endObject();
        }
      }
    }
    json.endArray().endObject();
  }

  private void keys(JsonWriter json, String name, Role role) throws IOException {
    json.name(name).beginArray();
    for (int i = 0; i < roles.count(role); i++) {
      json.value(id(roles.first(role) + i));
    }
    json.endArray();
  }

  private void node(JsonWriter json, int neuron) throws IOException {
    boolean input = roles.isClamped(neuron);
    MeshGraph.Neuron given = graph.neurons().get(neuron);
    NeatActivation f = input ? NeatActivation.IDENTITY : activation(given);
    json.beginObject().name("id").value(id(neuron));
    json.name("type").value(given.role().toString());
    json.name("name").value(given.name());
    function(json, "activation", f.toString());
    function(json, "aggregation", input ? "none" : "sum");
    json.name("bias").value(input ? 0 : bias(neuron) / f.slope());
    json.name("response").value(f.response());
    json.endObject();
  }

  private static void function(JsonWriter json, String key, String name) throws IOException {
    json.name(key).beginObject().name("name").value(name).name("custom").value(false).endObject();
  }

  /** The weight of the edge from the bias, 0 where there is none. */
  private double bias(int neuron) {
    for (int e = graph.columnStart(neuron); e < graph.columnStart(neuron + 1); e++) {
      if (roles.of(graph.source(e)) == Role.BIAS) {
        return graph.weight(e);
      }
    }
    return 0;
  }
}
