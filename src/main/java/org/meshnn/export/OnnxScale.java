package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.meshnn.tables.Scale;

/**
 * Standardisation in a graph, in the order of operations of {@link Scale}: {@code z = (x - origin -
 * centre) / sd}, and back, {@code x = origin + (centre + sd z)}.
 */
final class OnnxScale {
  /**
   * Means and deviations in whose range floats are safe from overflow and keep all their digits.
   */
  private static final double SMALLEST = 1e-30;

  private static final double LARGEST = 1e30;

  /** From here on {@code x - origin - centre} may overflow where the quotient does not. */
  private static final double HUGE = 1e292;

  private OnnxScale() {}

  /**
   * Whether floats hold a column's numbers: not where the spread is small beside the numbers, so
   * that the scale has an origin, and not where the numbers are very large or small.
   */
  static boolean suitsFloats(Scale scale) {
    return scale.origin() == 0
        && Math.abs(scale.centre()) < LARGEST
        && scale.sd() > SMALLEST
        && scale.sd() < LARGEST;
  }

  /**
   * Adds the standardisation of some columns.
   *
   * @param value shape (batch, columns)
   * @param type of its numbers
   * @param scales one for each column
   */
  static String standardised(
      OnnxGraph graph, String name, String value, DataType type, List<Scale> scales) {
    String z = value;
    if (scales.stream().anyMatch(scale -> half(scale) != 1)) {
      z = with(graph, "Mul", name + "/halved", z, type, scales, OnnxScale::half);
    }
    if (scales.stream().anyMatch(scale -> scale.origin() != 0 || scale.centre() != 0)) {
      z = with(graph, "Sub", name + "/mean", z, type, scales, s -> nearest(s, type) * half(s));
      z =
          with(
              graph,
              "Sub",
              name + "/remainder",
              z,
              type,
              scales,
              s -> remainder(s, type) * half(s));
    }
    if (scales.stream().anyMatch(scale -> scale.sd() != 1)) {
      z = with(graph, "Div", name + "/sd", z, type, scales, s -> s.sd() * half(s));
    }
    return z;
  }

  /** What is subtracted first: of doubles the origin, of floats the one nearest the mean. */
  private static double nearest(Scale scale, DataType type) {
    return type == DataType.FLOAT ? (float) scale.centre() : scale.origin();
  }

  /** What is left of the mean to be subtracted. */
  private static double remainder(Scale scale, DataType type) {
    return type == DataType.FLOAT ? scale.centre() - (float) scale.centre() : scale.centre();
  }

  /** Adds the way back of one column. */
  static String restored(OnnxGraph graph, String name, String z, DataType type, Scale scale) {
    List<Scale> scales = List.of(scale);
    String value = with(graph, "Mul", name + "/sd", z, type, scales, s -> s.sd() * half(s));
    value = with(graph, "Add", name + "/centre", value, type, scales, s -> s.centre() * half(s));
    value = with(graph, "Add", name + "/origin", value, type, scales, s -> s.origin() * half(s));
    return half(scale) == 1
        ? value
        : with(graph, "Div", name + "/doubled", value, type, scales, OnnxScale::half);
  }

  /** 1/2 where sums of the numbers could overflow, which are halved first, and 1 elsewhere. */
  private static double half(Scale scale) {
    boolean huge = Math.abs(scale.origin()) + Math.abs(scale.centre()) + scale.sd() > HUGE;
    return huge ? 0.5 : 1;
  }

  private static String with(
      OnnxGraph graph,
      String operator,
      String name,
      String value,
      DataType type,
      List<Scale> scales,
      ToDoubleFunction<Scale> number) {
    String row = graph.row(name + "/by", type, scales.stream().mapToDouble(number).toArray());
    return graph.node(operator, name, List.of(value, row));
  }
}
