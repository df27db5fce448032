package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.meshnn.tables.Labels;
import org.meshnn.text.Listing;

/**
 * From the states of the output neurons to what is predicted: {@code label} and {@code
 * probabilities} for classes; for a value, itself, under the name of its column.
 */
final class OnnxAnswer {
  private final OnnxGraph graph;
  private final Labels labels;
  private final List<String> names;

  /** Takes the names of the outputs, which come after the inputs' and before all others. */
  OnnxAnswer(OnnxGraph graph, Labels labels) {
    this.graph = graph;
    this.labels = labels;
    List<String> wanted =
        labels instanceof Labels.Classes
            ? List.of("label", "probabilities")
            : List.of(labels.name());
    names = wanted.stream().map(graph::name).toList();
  }

  /** Adds the nodes and makes what they answer the outputs. */
  void answer(String states) {
    if (labels instanceof Labels.Classes classes) {
      label(states, classes);
    } else if (labels instanceof Labels.Values values) {
      value(states, values);
    }
  }

  /** Softmax, and the most probable class, the first of equals. */
  private void label(String states, Labels.Classes classes) {
    String probabilities = names.get(1);
    graph.add("", "Softmax", List.of(probabilities), List.of(states), OnnxGraph.whole("axis", -1));
    String best =
        graph.node(
            "ArgMax",
            "best",
            List.of(probabilities),
            OnnxGraph.whole("axis", 1),
            OnnxGraph.whole("keepdims", 0));
    graph.add(
        "",
        "Gather",
        List.of(names.get(0)),
        List.of(graph.row("classes", classes.classes()), best),
        OnnxGraph.whole("axis", 0));
    String of = Listing.quoted(classes.name());
    graph.output(names.get(0), DataType.STRING, "the most probable class of " + of);
    graph.output(
        probabilities,
        graph.type(),
        "of the classes of " + of + ": " + Listing.of(classes.classes()),
        classes.outputs());
  }

  private void value(String states, Labels.Values values) {
    DataType type = OnnxScale.suitsFloats(values.scale()) ? graph.type() : DataType.DOUBLE;
    String standardised = graph.cast("standardised", states, graph.type(), type);
    String restored = OnnxScale.restored(graph, "value", standardised, type, values.scale());
    graph.add("", "Identity", names, List.of(restored));
    graph.output(names.get(0), type, "the value of " + Listing.quoted(values.name()), 1);
  }
}
