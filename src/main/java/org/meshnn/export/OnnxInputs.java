package org.meshnn.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Scale;
import org.meshnn.text.Listing;

/**
 * From the columns of a table to the inputs of a mesh. Each column is an input of its own, shape
 * (batch, 1), of the column's name.
 *
 * <p>Categories: {@code LabelEncoder} (ai.onnx.ml; ai.onnx compares strings from opset 19 on only)
 * numbers them from 0, and what is unknown after the last. Such a number is out of the range of the
 * {@code Gather} behind it, which is an error by ONNX's rules, and which ONNX Runtime reports on
 * CPUs; a runtime that passes over it gets 0, equal to no category's place, which count from 1.
 */
final class OnnxInputs {
  static final String ML = "ai.onnx.ml";

  private final OnnxGraph graph;
  private final List<Feature> features;
  private final List<String> names = new ArrayList<>();

  /** Adds the inputs, so that no other name in the graph comes before theirs. */
  OnnxInputs(OnnxGraph graph, List<Feature> features) {
    this.graph = graph;
    this.features = features;
    features.forEach(feature -> feature.requireUnruled("ONNX files"));
    for (Feature feature : features) {
      names.add(graph.input(feature.name(), type(feature), meaning(feature)));
    }
  }

  /** Whole numbers from a reference; doubles where floats would lose digits; else the graph's. */
  private DataType type(Feature feature) {
    if (feature instanceof Feature.Category) {
      return DataType.STRING;
    }
    if (feature instanceof Feature.Numeric numeric) {
      return numeric.reference() != 0
          ? DataType.INT64
          : OnnxScale.suitsFloats(numeric.scale()) ? graph.type() : DataType.DOUBLE;
    }
    return graph.type();
  }

  private static String meaning(Feature feature) {
    if (feature instanceof Feature.Category category) {
      return "text, one of: " + Listing.of(category.categories());
    }
    return feature instanceof Feature.Flag ? "boolean: 0 or 1" : "a number in the column's unit";
  }

  /** Adds the nodes; columns of one type that stand together are treated together. */
  String encoded() {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < features.size()) {
      int to = from + 1;
      while (to < features.size() && together(from, to)) {
        to++;
      }
      parts.add(
          features.get(from) instanceof Feature.Category category
              ? oneHot(names.get(from), category)
              : numbers("columns" + from, from, to));
      from = to;
    }
    return graph.concat("inputs", parts);
  }

  private boolean together(int a, int b) {
    DataType type = type(features.get(a));
    return type != DataType.STRING && type == type(features.get(b));
  }

  private String numbers(String name, int from, int to) {
    List<Feature> run = features.subList(from, to);
    DataType type = type(run.get(0));
    String value = graph.concat(name, names.subList(from, to));
    if (type == DataType.INT64) {
      value = counted(name, value, run.stream().flatMapToLong(OnnxInputs::reference).toArray());
      type = DataType.DOUBLE;
    }
    List<Scale> scales = run.stream().map(OnnxInputs::scale).toList();
    value = OnnxScale.standardised(graph, name + "/standardised", value, type, scales);
    return graph.cast(name + "/cast", value, type, graph.type());
  }

  /**
   * Counts whole numbers from references, as doubles. Where an int64 does not hold the difference,
   * it is 2^64 off, which the rough difference of doubles tells.
   */
  private String counted(String name, String value, long[] references) {
    String row = graph.row(name + "/references", references);
    String whole = graph.node("Sub", name + "/counted", List.of(value, row));
    String exact = graph.cast(name + "/double", whole, DataType.INT64, DataType.DOUBLE);
    String from = graph.cast(name + "/from", row, DataType.INT64, DataType.DOUBLE);
    String number = graph.cast(name + "/rounded", value, DataType.INT64, DataType.DOUBLE);
    String rough = graph.node("Sub", name + "/rough", List.of(number, from));
    String gap = graph.node("Sub", name + "/gap", List.of(rough, exact));
    String turn = graph.row(name + "/turn", DataType.DOUBLE, new double[] {0x1p64});
    String turns = graph.node("Div", name + "/turns", List.of(gap, turn));
    String lost = graph.node("Round", name + "/lost", List.of(turns));
    String back = graph.node("Mul", name + "/back", List.of(lost, turn));
    return graph.node("Add", name + "/whole", List.of(exact, back));
  }

  private static LongStream reference(Feature feature) {
    return LongStream.of(((Feature.Numeric) feature).reference());
  }

  private static Scale scale(Feature feature) {
    return feature instanceof Feature.Numeric numeric ? numeric.scale() : Scale.NONE;
  }

  /** One column per category, 1 for the row's own, else 0. */
  private String oneHot(String input, Feature.Category category) {
    int count = category.categories().size();
    String place =
        graph.node(
            ML,
            "LabelEncoder",
            input + "/number",
            List.of(input),
            AttributeProto.newBuilder()
                .setName("keys_strings")
                .setType(AttributeProto.AttributeType.STRINGS)
                .addAllStrings(OnnxGraph.utf8(category.categories()))
                .build(),
            AttributeProto.newBuilder()
                .setName("values_int64s")
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(LongStream.range(0, count).boxed().toList())
                .build(),
            OnnxGraph.whole("default_int64", count));
    String places = graph.row(input + "/places", LongStream.rangeClosed(1, count).toArray());
    String known =
        graph.node("Gather", input + "/place", List.of(places, place), OnnxGraph.whole("axis", 0));
    String equal = graph.node("Equal", input + "/equal", List.of(known, places));
    return graph.cast(input + "/one-hot", equal, DataType.BOOL, graph.type());
  }
}
