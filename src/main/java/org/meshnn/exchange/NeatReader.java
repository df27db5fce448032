package org.meshnn.exchange;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Roles.Role;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/**
 * Networks of neat-python (its export_network_json, format 1.0): a node is f(bias + response * sum
 * of w x). Response and the steepness of f go into the weights, the bias becomes an edge from the
 * bias neuron. A feed-forward network runs for the longest path, so that its mesh computes what it
 * does; of a recurrent one an activation is a tick.
 */
final class NeatReader {
  private static final String BIAS = "bias"; // other names are whole numbers
  private static final String FEED_FORWARD = "feedforward";
  private static final String RECURRENT = "recurrent";
  private static final Pattern ID = Pattern.compile("0|-?[1-9]\\d{0,17}");

  private final Draft draft;
  private final JsonObject root;
  private final Map<String, Double> scale = new HashMap<>(); // response times slope, by node
  private int disabled;
  private boolean sine;

  private NeatReader(JsonObject root, Draft draft) {
    this.root = root;
    this.draft = draft;
  }

  static void read(String text, Draft draft) {
    new NeatReader(JsonGraphs.object(text, draft), draft).read();
  }

  private void read() {
    String version = JsonGraphs.textAt(root, "format_version", draft);
    if (version != null && !version.matches("1(\\..*)?")) {
      throw draft.refused("expected format_version 1.x; got " + Listing.quoted(version));
    }
    String type = JsonGraphs.textAt(root, "network_type", draft);
    if (type != null && !type.equals(FEED_FORWARD) && !type.equals(RECURRENT)) {
      throw draft.refused(
          "expected a network_type of feedforward or recurrent; got " + Listing.quoted(type));
    }
    JsonObject topology = JsonGraphs.objectAt(root, "topology", draft);
    JsonObject keys = topology == null ? root : topology;
    Set<String> inputs = ids(keys, "input_keys");
    Set<String> outputs = ids(keys, "output_keys");
    inputs.forEach(id -> draft.role(draft.declare(id), Role.INPUT));
    int bias = draft.declare(BIAS);
    draft.role(bias, Role.BIAS);
    outputs.forEach(draft::node); // in this order
    int number = 0;
    for (JsonElement element : JsonGraphs.array(root, "nodes", draft)) {
      draft.at("node", number++);
      node(JsonGraphs.object(element, draft), inputs, bias);
    }
    draft.at("", 0);
    outputs.forEach(this::output);
    number = 0;
    for (JsonElement element : JsonGraphs.array(root, "connections", draft)) {
      draft.at("connection", number++);
      connection(JsonGraphs.object(element, draft), inputs);
    }
    draft.at("", 0);
    remarks(type);
  }

  private void remarks(@Nullable String type) {
    if (disabled > 0) {
      draft.remark(Plural.of(disabled, "disabled connection") + " left out");
    }
    if (sine) {
      draft.remark("sin: beyond ±12 neat-python holds its argument, the mesh goes on");
    }
    draft.remark("biases are edges from the bias; response and steepness are in the weights");
    boolean recurrent = type == null ? draft.isCyclic() : type.equals(RECURRENT);
    if (!recurrent && draft.isCyclic()) {
      throw draft.refused("a network_type of feedforward has no cycle, and this one has");
    }
    if (type == null) {
      draft.remark("no network_type: " + (recurrent ? RECURRENT : FEED_FORWARD) + " by its edges");
    }
    if (recurrent) {
      draft.ticks(1);
      draft.remark("recurrent: an activation is a tick; for k of them on a row, mesh.ticks(k)");
    }
  }

  private Set<String> ids(JsonObject keys, String key) {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonElement element : JsonGraphs.array(keys, key, draft)) {
      if (!element.isJsonPrimitive()) {
        throw draft.refused("expected whole numbers as " + Listing.quoted(key));
      }
      String id = id(element.getAsString());
      if (!ids.add(id)) {
        throw draft.refused(id + " stands twice in " + Listing.quoted(key));
      }
    }
    if (ids.isEmpty()) {
      throw draft.refused("there is nothing in " + Listing.quoted(key));
    }
    return ids;
  }

  private String id(String id) {
    if (!ID.matcher(id).matches()) {
      throw draft.refused("expected a whole number as id; got " + Listing.quoted(id));
    }
    return id;
  }

  private String id(JsonObject entry, String key) {
    return id(JsonGraphs.text(entry, key, draft));
  }

  private void node(JsonObject entry, Set<String> inputs, int bias) {
    String id = id(entry, "id");
    if (inputs.contains(id)) {
      label(draft.node(id), entry);
      return;
    }
    int node = draft.declare(id);
    label(node, entry);
    String aggregation = function(entry, "aggregation");
    if (!aggregation.equals("sum")) {
      throw draft.refused(
          "node "
              + id
              + " takes the "
              + Listing.quoted(aggregation)
              + " of its inputs; a mesh sums");
    }
    String name = function(entry, "activation");
    Optional<NeatActivation> activation = NeatActivation.named(name);
    if (activation.isEmpty()) {
      throw draft.refused(
          "node "
              + id
              + " has the activation "
              + Listing.quoted(name)
              + "; those that a mesh has are "
              + NeatActivation.supported());
    }
    NeatActivation f = activation.get();
    sine |= f == NeatActivation.SIN;
    double response = JsonGraphs.number(entry, "response", draft);
    scale.put(id, response * f.slope());
    draft.role(node, Role.HIDDEN);
    draft.activation(node, f.ours());
    draft.edge(bias, node, draft.finite(JsonGraphs.number(entry, "bias", draft) * f.slope()));
  }

  /** A name of its own, which neat-python does not write. */
  private void label(int node, JsonObject entry) {
    String name = JsonGraphs.textAt(entry, "name", draft);
    if (name != null) {
      draft.label(node, name);
      draft.label(draft.node(BIAS), BIAS);
    }
  }

  /** The name of a function: a text, or an object with a name; not one of the user's own. */
  private String function(JsonObject entry, String key) {
    JsonElement found = entry.get(key);
    if (found != null && found.isJsonObject()) {
      JsonObject function = found.getAsJsonObject();
      String name = JsonGraphs.text(function, "name", draft);
      if (JsonGraphs.flag(function, "custom", false, draft)) {
        throw draft.refused("the " + key + " " + Listing.quoted(name) + " is one's own: not known");
      }
      return name;
    }
    return JsonGraphs.text(entry, key, draft);
  }

  private void output(String id) {
    boolean described = scale.containsKey(id);
    if (!described && draft.isDeclared(id)) {
      throw draft.refused("node " + id + " is an input and an output");
    }
    int node = described ? draft.node(id) : resting(id);
    draft.role(node, Role.OUTPUT);
  }

  /** A node that is not described: it is never computed, and stays at 0. */
  private int resting(String id) {
    int node = draft.declare(id);
    draft.role(node, Role.HIDDEN);
    draft.activation(node, NeatActivation.IDENTITY.ours());
    draft.remark("node " + id + " is not described: it stays 0, as in neat-python");
    return node;
  }

  private void connection(JsonObject entry, Set<String> inputs) {
    String from = id(entry, "from");
    String to = id(entry, "to");
    double weight = JsonGraphs.number(entry, "weight", draft);
    if (!JsonGraphs.flag(entry, "enabled", true, draft)) {
      disabled++;
      return;
    }
    Double factor = scale.get(to);
    if (factor == null) {
      throw draft.refused(
          "it leads to node "
              + to
              + (inputs.contains(to) ? ", an input" : ", which is not described"));
    }
    int source = draft.isDeclared(from) ? draft.node(from) : resting(from);
    draft.edge(source, draft.node(to), draft.finite(weight * factor));
  }
}
