package org.meshnn.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Numbers that a graph holds, an initializer. They are made while they are written, so that a large
 * block of weights never lies in memory.
 *
 * @param header name, type and shape
 * @param values writes the numbers, row-major
 */
record OnnxConstant(TensorProto header, Values values) {

  /** Writes all numbers of a constant. */
  @FunctionalInterface
  interface Values {
    void writeTo(Sink sink) throws IOException;
  }

  /** Takes numbers one by one; writes them little-endian, in the type of the constant. */
  record Sink(CodedOutputStream out, int type) {
    void put(double value) throws IOException {
      switch (type) {
        case DataType.FLOAT_VALUE -> out.writeFloatNoTag((float) value);
        case DataType.DOUBLE_VALUE -> out.writeDoubleNoTag(value);
        default -> throw new AssertionError(type);
      }
    }

    void put(long value) throws IOException {
      switch (type) {
        case DataType.INT32_VALUE -> out.writeFixed32NoTag((int) value);
        case DataType.INT64_VALUE -> out.writeFixed64NoTag(value);
        default -> throw new AssertionError(type);
      }
    }
  }

  static OnnxConstant of(String name, DataType type, long[] shape, Values values) {
    TensorProto.Builder header =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long length : shape) {
      header.addDims(length);
    }
    return new OnnxConstant(header.build(), values);
  }

  /** Bytes of the numbers alone. */
  private long payload() {
    long bytes = bytes(header.getDataType());
    for (long length : header.getDimsList()) {
      bytes *= length;
    }
    return bytes;
  }

  /** Bytes of one number. */
  static int bytes(int type) {
    return type == DataType.FLOAT_VALUE || type == DataType.INT32_VALUE ? 4 : 8;
  }

  private long size() {
    return header.getSerializedSize() + field(TensorProto.RAW_DATA_FIELD_NUMBER, payload());
  }

  /** {@return the bytes it takes in a graph} */
  long sizeInGraph() {
    return field(GraphProto.INITIALIZER_FIELD_NUMBER, size());
  }

  /** Bytes of a field of so many bytes: its tag, its length, and themselves. */
  static long field(int number, long bytes) {
    return CodedOutputStream.computeTagSize(number)
        + CodedOutputStream.computeUInt64SizeNoTag(bytes)
        + bytes;
  }

  /** Begins a field of so many bytes. */
  static void begin(CodedOutputStream out, int number, long bytes) throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(bytes);
  }

  /** Writes the field of a graph that it is. */
  void writeTo(CodedOutputStream out) throws IOException {
    begin(out, GraphProto.INITIALIZER_FIELD_NUMBER, size());
    header.writeTo(out);
    begin(out, TensorProto.RAW_DATA_FIELD_NUMBER, payload());
    values.writeTo(new Sink(out, header.getDataType()));
  }
}
