package org.meshnn.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meshnn.text.Utf8;

/**
 * A graph being made: its inputs, its nodes in the order in which they run, its constants. Whatever
 * it makes it calls by the name asked for, with underscores behind it where that is taken; inputs
 * come first and have their pick.
 */
final class OnnxGraph {
  private static final String BATCH = "batch";

  private final DataType type;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("mesh");
  private final List<OnnxConstant> constants = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * An empty graph.
   *
   * @param type of the numbers it computes with, float or double
   */
  OnnxGraph(DataType type) {
    this.type = type;
  }

  /** {@return the type of the numbers it computes with} */
  DataType type() {
    return type;
  }

  /** {@return a name that nothing else has, and that is not empty} */
  String name(String wanted) {
    String name = wanted.isEmpty() ? "_" : Utf8.wellFormed(wanted);
    while (!names.add(name)) {
      name += "_";
    }
    return name;
  }

  /** Adds an input of shape (batch, 1). */
  String input(String wanted, DataType type, String meaning) {
    String name = name(wanted);
    graph.addInput(described(name, type, meaning, 1));
    return name;
  }

  /**
   * Makes a value an output of shape (batch, columns...).
   *
   * @param name of a value that a node makes
   */
  void output(String name, DataType type, String meaning, long... columns) {
    graph.addOutput(described(name, type, meaning, columns));
  }

  private static ValueInfoProto described(
      String name, DataType type, String meaning, long... columns) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (long length : columns) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(length));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setDocString(Utf8.wellFormed(meaning))
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  /** Adds numbers that are made when they are written. */
  String constant(String wanted, DataType type, long[] shape, OnnxConstant.Values values) {
    String name = name(wanted);
    constants.add(OnnxConstant.of(name, type, shape, values));
    return name;
  }

  /** Adds a row of numbers, shape (length). */
  String row(String wanted, DataType type, double... values) {
    return constant(
        wanted,
        type,
        new long[] {values.length},
        sink -> {
          for (double value : values) {
            sink.put(value);
          }
        });
  }

  /** Adds a row of whole numbers, shape (length). */
  String row(String wanted, long... values) {
    return constant(
        wanted,
        DataType.INT64,
        new long[] {values.length},
        sink -> {
          for (long value : values) {
            sink.put(value);
          }
        });
  }

  /** Adds a row of strings, shape (length). */
  String row(String wanted, List<String> values) {
    String name = name(wanted);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.STRING_VALUE)
            .addDims(values.size())
            .addAllStringData(utf8(values)));
    return name;
  }

  /** Adds a node with one output, which becomes its name too. */
  String node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
    return node("", operator, output, inputs, attributes);
  }

  /** Adds a node of another domain's operators. */
  String node(
      String domain,
      String operator,
      String output,
      List<String> inputs,
      AttributeProto... attributes) {
    String name = name(output);
    add(domain, operator, List.of(name), inputs, attributes);
    return name;
  }

  /** Adds a node with several outputs, whose names are free. */
  void add(
      String domain,
      String operator,
      List<String> outputs,
      List<String> inputs,
      AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setDomain(domain)
            .setOpType(operator)
            .setName(outputs.get(0))
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
  }

  /** Puts columns side by side; one value alone is left as it is. */
  String concat(String output, List<String> parts) {
    return parts.size() == 1 ? parts.get(0) : node("Concat", output, parts, whole("axis", 1));
  }

  /** Turns numbers into another type; leaves them if they are of it. */
  String cast(String output, String value, DataType from, DataType to) {
    return from == to ? value : node("Cast", output, List.of(value), whole("to", to.getNumber()));
  }

  /** An attribute that is a whole number. */
  static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static List<ByteString> utf8(List<String> values) {
    return values.stream().map(Utf8::bytes).map(ByteString::copyFrom).toList();
  }

  /** Whether some node is of this domain. */
  boolean uses(String domain) {
    return graph.getNodeList().stream().anyMatch(node -> node.getDomain().equals(domain));
  }

  /** {@return the bytes it takes when written} */
  long size() {
    return graph.build().getSerializedSize()
        + constants.stream().mapToLong(OnnxConstant::sizeInGraph).sum();
  }

  /** Writes nodes, inputs and outputs, then the constants one after the other. */
  void writeTo(CodedOutputStream out) throws IOException {
    graph.build().writeTo(out);
    for (OnnxConstant constant : constants) {
      constant.writeTo(out);
    }
  }
}
