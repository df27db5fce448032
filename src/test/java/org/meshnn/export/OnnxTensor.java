package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A value in a graph, row-major: doubles for numbers and booleans, rounded where they are floats;
 * longs for whole numbers; strings.
 */
record OnnxTensor(DataType type, int[] shape, double[] numbers, long[] wholes, String[] texts) {

  static OnnxTensor numbers(DataType type, int[] shape, double[] numbers) {
    double[] kept =
        type == DataType.FLOAT
            ? Arrays.stream(numbers).map(number -> (float) number).toArray()
            : numbers;
    return new OnnxTensor(type, shape, kept, new long[0], new String[0]);
  }

  static OnnxTensor wholes(DataType type, int[] shape, long[] wholes) {
    return new OnnxTensor(type, shape, new double[0], wholes, new String[0]);
  }

  static OnnxTensor texts(int[] shape, String[] texts) {
    return new OnnxTensor(DataType.STRING, shape, new double[0], new long[0], texts);
  }

  static OnnxTensor of(TensorProto tensor) {
    int[] shape = tensor.getDimsList().stream().mapToInt(Long::intValue).toArray();
    DataType type = DataType.forNumber(tensor.getDataType());
    ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int size = size(shape);
    return switch (type) {
      case STRING ->
          texts(
              shape,
              tensor.getStringDataList().stream()
                  .map(ByteString::toStringUtf8)
                  .toArray(String[]::new));
      case FLOAT, DOUBLE -> {
        double[] numbers = new double[size];
        Arrays.setAll(numbers, i -> type == DataType.FLOAT ? raw.getFloat() : raw.getDouble());
        yield numbers(type, shape, numbers);
      }
      case INT32, INT64 -> {
        long[] wholes = new long[size];
        Arrays.setAll(wholes, i -> type == DataType.INT32 ? raw.getInt() : raw.getLong());
        yield wholes(type, shape, wholes);
      }
      default -> throw new AssertionError(type);
    };
  }

  static int size(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  OnnxTensor map(DoubleUnaryOperator f) {
    return numbers(type, shape, Arrays.stream(numbers).map(f).toArray());
  }

  OnnxTensor cast(DataType to) {
    double[] values =
        wholes.length > 0 ? Arrays.stream(wholes).asDoubleStream().toArray() : numbers;
    return numbers(to, shape, values);
  }

  /** The entries at some flat places, as a tensor of a new shape. */
  OnnxTensor pick(int[] newShape, int[] places) {
    return switch (type) {
      case STRING ->
          texts(newShape, Arrays.stream(places).mapToObj(i -> texts[i]).toArray(String[]::new));
      case INT32, INT64 ->
          wholes(type, newShape, Arrays.stream(places).mapToLong(i -> wholes[i]).toArray());
      default ->
          numbers(type, newShape, Arrays.stream(places).mapToDouble(i -> numbers[i]).toArray());
    };
  }

  /** Side by side along axis 1, of shape (rows, columns) each. */
  static OnnxTensor concat(List<OnnxTensor> parts) {
    OnnxTensor first = parts.get(0);
    int rows = first.shape[0];
    int columns = parts.stream().mapToInt(part -> part.shape[1]).sum();
    double[] numbers = new double[rows * columns];
    long[] wholes = new long[rows * columns];
    int at = 0;
    for (OnnxTensor part : parts) {
      for (int i = 0; i < rows * part.shape[1]; i++) {
        int to = i / part.shape[1] * columns + at + i % part.shape[1];
        if (first.wholes.length > 0) {
          wholes[to] = part.wholes[i];
        } else {
          numbers[to] = part.numbers[i];
        }
      }
      at += part.shape[1];
    }
    int[] shape = {rows, columns};
    return first.wholes.length > 0
        ? wholes(first.type, shape, wholes)
        : numbers(first.type, shape, numbers);
  }
}
