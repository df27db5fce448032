package org.meshnn.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * Runs the nodes of a graph as the operators' definitions say, those of opset 13 that meshnn writes
 * and no other; in plain loops, so that it can be read beside them.
 */
final class OnnxInterpreter {
  private final Map<String, OnnxTensor> values = new HashMap<>();

  private OnnxInterpreter() {}

  /** The outputs of a graph, for inputs by name. */
  static Map<String, OnnxTensor> run(GraphProto graph, Map<String, OnnxTensor> inputs) {
    OnnxInterpreter interpreter = new OnnxInterpreter();
    graph
        .getInputList()
        .forEach(
            input -> {
              OnnxTensor given = inputs.get(input.getName());
              if (input.getType().getTensorType().getElemType() != given.type().getNumber()) {
                throw new IllegalArgumentException(input + " is not " + given.type());
              }
              interpreter.values.put(input.getName(), given);
            });
    for (TensorProto constant : graph.getInitializerList()) {
      interpreter.values.put(constant.getName(), OnnxTensor.of(constant));
    }
    graph.getNodeList().forEach(interpreter::run);
    Map<String, OnnxTensor> outputs = new HashMap<>();
    graph
        .getOutputList()
        .forEach(output -> outputs.put(output.getName(), interpreter.values.get(output.getName())));
    return outputs;
  }

  private void run(NodeProto node) {
    List<OnnxTensor> in = node.getInputList().stream().map(values::get).toList();
    if (node.getOpType().equals("Split")) {
      split(node, in.get(0), in.get(1).wholes());
    } else {
      values.put(node.getOutput(0), value(node, in));
    }
  }

  private static OnnxTensor value(NodeProto node, List<OnnxTensor> in) {
    OnnxTensor x = in.get(0);
    return switch (node.getOpType()) {
      case "Identity" -> x;
      case "Relu" -> x.map(z -> Math.max(z, 0));
      case "Sigmoid" -> x.map(z -> 1 / (1 + Math.exp(-z)));
      case "Abs" -> x.map(Math::abs);
      case "Neg" -> x.map(z -> -z);
      case "Exp" -> x.map(Math::exp);
      case "Log" -> x.map(Math::log);
      case "Sin" -> x.map(Math::sin);
      case "Erf" -> x.map(org.apache.commons.numbers.gamma.Erf::value);
      case "Round" -> x.map(Math::rint);
      case "Tanh" -> x.map(Math::tanh);
      case "Add" -> elementwise(x, in.get(1), Double::sum);
      case "Mul" -> elementwise(x, in.get(1), (a, b) -> a * b);
      case "Div" -> elementwise(x, in.get(1), (a, b) -> a / b);
      case "Min" -> elementwise(x, in.get(1), Math::min);
      case "Max" -> elementwise(x, in.get(1), Math::max);
      case "Sub" -> x.type() == DataType.INT64 ? difference(x, in.get(1)) : minus(x, in.get(1));
      case "Equal" -> equal(x, in.get(1));
      case "Cast" -> x.cast(DataType.forNumber((int) whole(node, "to")));
      case "Concat" -> OnnxTensor.concat(in);
      case "Gather" -> gather(x, in.get(1), (int) whole(node, "axis", 0));
      case "Transpose" -> transpose(x);
      case "Gemm" -> gemm(x, in.get(1), in.get(2), whole(node, "transB") == 1);
      case "ReduceSum" -> sumOfMiddleAxis(x, in.get(1), whole(node, "keepdims"));
      case "Softmax" -> softmax(x);
      case "ArgMax" -> argMax(x);
      case "LabelEncoder" -> labelEncoder(node, x);
      default -> throw new AssertionError(node.getOpType());
    };
  }

  private static AttributeProto attribute(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long whole(NodeProto node, String name) {
    return attribute(node, name).getI();
  }

  private static long whole(NodeProto node, String name, long otherwise) {
    boolean given = node.getAttributeList().stream().anyMatch(a -> a.getName().equals(name));
    return given ? whole(node, name) : otherwise;
  }

  private static OnnxTensor minus(OnnxTensor a, OnnxTensor b) {
    return elementwise(a, b, (x, y) -> x - y);
  }

  private static OnnxTensor difference(OnnxTensor a, OnnxTensor b) {
    int[] shape = broadcast(a.shape(), b.shape());
    long[] result = new long[OnnxTensor.size(shape)];
    Arrays.setAll(
        result,
        i -> a.wholes()[place(i, shape, a.shape())] - b.wholes()[place(i, shape, b.shape())]);
    return OnnxTensor.wholes(a.type(), shape, result);
  }

  private static OnnxTensor equal(OnnxTensor a, OnnxTensor b) {
    int[] shape = broadcast(a.shape(), b.shape());
    double[] result = new double[OnnxTensor.size(shape)];
    Arrays.setAll(
        result,
        i ->
            a.wholes()[place(i, shape, a.shape())] == b.wholes()[place(i, shape, b.shape())]
                ? 1
                : 0);
    return OnnxTensor.numbers(DataType.BOOL, shape, result);
  }

  private static OnnxTensor elementwise(OnnxTensor a, OnnxTensor b, DoubleBinaryOperator f) {
    if (a.type() != b.type()) {
      throw new IllegalArgumentException(a.type() + " and " + b.type());
    }
    int[] shape = broadcast(a.shape(), b.shape());
    double[] result = new double[OnnxTensor.size(shape)];
    Arrays.setAll(
        result,
        i ->
            f.applyAsDouble(
                a.numbers()[place(i, shape, a.shape())], b.numbers()[place(i, shape, b.shape())]));
    return OnnxTensor.numbers(a.type(), shape, result);
  }

  /** Axes are matched from the last; one of length 1, or not there, is repeated. */
  private static int[] broadcast(int[] a, int[] b) {
    int[] shape = (a.length >= b.length ? a : b).clone();
    int[] other = a.length >= b.length ? b : a;
    for (int i = 1; i <= other.length; i++) {
      int mine = shape[shape.length - i];
      int its = other[other.length - i];
      if (mine != its && mine != 1 && its != 1) {
        throw new IllegalArgumentException(Arrays.toString(a) + " and " + Arrays.toString(b));
      }
      shape[shape.length - i] = Math.max(mine, its);
    }
    return shape;
  }

  /** Where the entry at a flat place of the broadcast shape comes from. */
  private static int place(int flat, int[] shape, int[] from) {
    int place = 0;
    int step = 1;
    for (int i = 1; i <= from.length; i++) {
      int length = from[from.length - i];
      place += flat % shape[shape.length - i] % length * step;
      flat /= shape[shape.length - i];
      step *= length;
    }
    return place;
  }

  private static OnnxTensor gather(OnnxTensor data, OnnxTensor indices, int axis) {
    int outer = OnnxTensor.size(Arrays.copyOf(data.shape(), axis));
    int length = data.shape()[axis];
    int inner = OnnxTensor.size(Arrays.copyOfRange(data.shape(), axis + 1, data.shape().length));
    int count = indices.wholes().length;
    int[] places = new int[outer * count * inner];
    for (int p = 0; p < places.length; p++) {
      long index = indices.wholes()[p / inner % count];
      if (index < -length || index >= length) {
        throw new IndexOutOfBoundsException(index + " of " + length);
      }
      int at = (int) (index < 0 ? index + length : index);
      places[p] = (p / inner / count * length + at) * inner + p % inner;
    }
    int[] shape = Arrays.copyOf(data.shape(), data.shape().length - 1 + indices.shape().length);
    System.arraycopy(indices.shape(), 0, shape, axis, indices.shape().length);
    System.arraycopy(
        data.shape(),
        axis + 1,
        shape,
        axis + indices.shape().length,
        data.shape().length - axis - 1);
    return data.pick(shape, places);
  }

  /** A B' + C. */
  private static OnnxTensor gemm(OnnxTensor a, OnnxTensor b, OnnxTensor c, boolean transposed) {
    if (!transposed || a.shape()[1] != b.shape()[1]) {
      throw new IllegalArgumentException(
          Arrays.toString(a.shape()) + " and " + Arrays.toString(b.shape()));
    }
    int[] shape = {a.shape()[0], b.shape()[0]};
    double[] product = new double[OnnxTensor.size(shape)];
    int inner = a.shape()[1];
    for (int p = 0; p < product.length; p++) {
      for (int k = 0; k < inner; k++) {
        product[p] += a.numbers()[p / shape[1] * inner + k] * b.numbers()[p % shape[1] * inner + k];
      }
    }
    return elementwise(OnnxTensor.numbers(a.type(), shape, product), c, Double::sum);
  }

  private static OnnxTensor transpose(OnnxTensor x) {
    int rows = x.shape()[0];
    int columns = x.shape()[1];
    int[] places = new int[rows * columns];
    Arrays.setAll(places, i -> i % rows * columns + i / rows);
    return x.pick(new int[] {columns, rows}, places);
  }

  /** Of shape (a, b, c), over b. */
  private static OnnxTensor sumOfMiddleAxis(OnnxTensor x, OnnxTensor axes, long keepdims) {
    if (keepdims != 0 || axes.wholes().length != 1 || axes.wholes()[0] != 1) {
      throw new IllegalArgumentException("not the middle axis alone");
    }
    int summed = x.shape()[1];
    int inner = x.shape()[2];
    double[] sums = new double[x.shape()[0] * inner];
    for (int i = 0; i < x.numbers().length; i++) {
      sums[i / (summed * inner) * inner + i % inner] += x.numbers()[i];
    }
    return OnnxTensor.numbers(x.type(), new int[] {x.shape()[0], inner}, sums);
  }

  private static OnnxTensor softmax(OnnxTensor x) {
    int columns = x.shape()[1];
    double[] result = new double[x.numbers().length];
    for (int row = 0; row < result.length; row += columns) {
      double[] z = Arrays.copyOfRange(x.numbers(), row, row + columns);
      double top = Arrays.stream(z).max().orElseThrow();
      double total = Arrays.stream(z).map(v -> Math.exp(v - top)).sum();
      for (int k = 0; k < columns; k++) {
        result[row + k] = Math.exp(z[k] - top) / total;
      }
    }
    return OnnxTensor.numbers(x.type(), x.shape(), result);
  }

  private static OnnxTensor argMax(OnnxTensor x) {
    int columns = x.shape()[1];
    long[] best = new long[x.shape()[0]];
    for (int i = 0; i < x.numbers().length; i++) {
      int row = i / columns;
      best[row] =
          x.numbers()[i] > x.numbers()[row * columns + (int) best[row]] ? i % columns : best[row];
    }
    return OnnxTensor.wholes(DataType.INT64, new int[] {best.length}, best);
  }

  private static OnnxTensor labelEncoder(NodeProto node, OnnxTensor x) {
    List<String> keys =
        attribute(node, "keys_strings").getStringsList().stream()
            .map(key -> key.toStringUtf8())
            .toList();
    List<Long> codes = attribute(node, "values_int64s").getIntsList();
    long[] result =
        Arrays.stream(x.texts())
            .mapToLong(
                text ->
                    keys.contains(text)
                        ? codes.get(keys.indexOf(text))
                        : whole(node, "default_int64"))
            .toArray();
    return OnnxTensor.wholes(DataType.INT64, x.shape(), result);
  }

  private void split(NodeProto node, OnnxTensor x, long[] lengths) {
    int at = 0;
    for (int part = 0; part < lengths.length; part++) {
      long[] columns = new long[(int) lengths[part]];
      for (int k = 0; k < columns.length; k++) {
        columns[k] = at++;
      }
      OnnxTensor indices = OnnxTensor.wholes(DataType.INT64, new int[] {columns.length}, columns);
      values.put(node.getOutput(part), gather(x, indices, (int) whole(node, "axis")));
    }
  }
}
