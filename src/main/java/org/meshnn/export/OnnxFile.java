package org.meshnn.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;
import org.meshnn.tables.Encoding;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;
import org.meshnn.text.Utf8;

/** A whole ONNX file: who made it, of which version its operators are, and the graph. */
final class OnnxFile {
  /** Of ONNX 1.8, of 2020: the first with all operators as they are used here. */
  static final int OPSET = 13;

  static final int ML_OPSET = 2;

  /** The version of the format that came with this opset. */
  static final int IR_VERSION = 7;

  /** What protobuf holds: 2 GiB less one byte. */
  static final long LIMIT = Integer.MAX_VALUE;

  private static final String PRODUCER = "meshnn";
  private static final int BUFFER = 1 << 16;

  private final ModelProto frame; // all but the graph
  private final OnnxGraph graph;

  private OnnxFile(ModelProto frame, OnnxGraph graph) {
    this.frame = frame;
    this.graph = graph;
  }

  static OnnxFile of(
      Plan plan,
      Transition transition,
      double[] weights,
      Encoding encoding,
      OnnxPrecision precision,
      Map<String, String> metadata) {
    OnnxGraph graph = new OnnxGraph(type(precision));
    OnnxInputs inputs = new OnnxInputs(graph, encoding.features());
    OnnxAnswer answer = new OnnxAnswer(graph, encoding.labels());
    answer.answer(new OnnxTicks(graph, plan, transition, weights).states(inputs.encoded()));
    String meaning =
        plan.topology() + ", through " + Plural.of(plan.ticks().size(), "tick") + ". " + encoding;
    return new OnnxFile(frame(graph, meaning, metadata), graph);
  }

  static DataType type(OnnxPrecision precision) {
    return switch (precision) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }

  private static ModelProto frame(OnnxGraph graph, String meaning, Map<String, String> metadata) {
    ModelProto.Builder frame =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName(PRODUCER)
            .setProducerVersion(Utf8.wellFormed(metadata.getOrDefault(PRODUCER, "")))
            .setDocString(Utf8.wellFormed(meaning))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
    if (graph.uses(OnnxInputs.ML)) {
      frame.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(OnnxInputs.ML).setVersion(ML_OPSET));
    }
    new TreeMap<>(metadata)
        .forEach(
            (key, value) ->
                frame.addMetadataProps(
                    StringStringEntryProto.newBuilder()
                        .setKey(Utf8.wellFormed(key))
                        .setValue(Utf8.wellFormed(value))));
    return frame.build();
  }

  /** {@return the bytes of the file} */
  long size() {
    return frame.getSerializedSize()
        + OnnxConstant.field(ModelProto.GRAPH_FIELD_NUMBER, graph.size());
  }

  /** Refuses more than the format holds. */
  OnnxFile requireFits(Plan plan) {
    if (size() > LIMIT) {
      throw new IllegalArgumentException(
          "as an ONNX file "
              + plan.topology()
              + " through "
              + Plural.grouped(plan.ticks().size(), "tick")
              + " takes "
              + Sizes.bytes(size())
              + ", and protobuf, which such files are made of, holds at most "
              + Sizes.bytes(LIMIT)
              + "; take OnnxPrecision.FLOAT32, which is half as large as FLOAT64, fewer ticks, or a"
              + " mesh with fewer edges");
    }
    return this;
  }

  void writeTo(OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out, BUFFER);
    frame.writeTo(coded);
    OnnxConstant.begin(coded, ModelProto.GRAPH_FIELD_NUMBER, graph.size());
    graph.writeTo(coded);
    coded.flush();
  }
}
