package org.meshnn.file;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Doubles in JSON, to the last bit: in digits that are read back as the same number, as {@link
 * Double#toString(double)} chooses them; those that JSON has no number for as "NaN", "Infinity" and
 * "-Infinity". Arrays stand in one line.
 */
final class JsonNumbers {
  /** One number. */
  static final TypeAdapter<Double> NUMBER =
      new TypeAdapter<Double>() {
        @Override
        public void write(JsonWriter out, Double value) throws IOException {
          out.jsonValue(literal(value));
        }

        @Override
        public Double read(JsonReader in) throws IOException {
          return number(in);
        }
      }.nullSafe();

  /** Many numbers in a line. */
  static final TypeAdapter<double[]> LINE =
      new TypeAdapter<double[]>() {
        @Override
        public void write(JsonWriter out, double[] values) throws IOException {
          out.jsonValue(
              Arrays.stream(values)
                  .mapToObj(JsonNumbers::literal)
                  .collect(Collectors.joining(", ", "[", "]")));
        }

        @Override
        public double[] read(JsonReader in) throws IOException {
          double[] values = new double[16];
          int size = 0;
          in.beginArray();
          while (in.hasNext()) {
            values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
            values[size++] = number(in);
          }
          in.endArray();
          return Arrays.copyOf(values, size);
        }
      }.nullSafe();

  /** Many whole numbers in a line. */
  static final TypeAdapter<int[]> COUNTS =
      new TypeAdapter<int[]>() {
        @Override
        public void write(JsonWriter out, int[] values) throws IOException {
          out.jsonValue(Arrays.toString(values));
        }

        @Override
        public int[] read(JsonReader in) throws IOException {
          int[] values = new int[16];
          int size = 0;
          in.beginArray();
          while (in.hasNext()) {
            values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
            values[size++] = in.nextInt();
          }
          in.endArray();
          return Arrays.copyOf(values, size);
        }
      }.nullSafe();

  /** Many whole numbers, large ones too, in a line. */
  static final TypeAdapter<long[]> LONG_COUNTS =
      new TypeAdapter<long[]>() {
        @Override
        public void write(JsonWriter out, long[] values) throws IOException {
          out.jsonValue(Arrays.toString(values));
        }

        @Override
        public long[] read(JsonReader in) throws IOException {
          long[] values = new long[16];
          int size = 0;
          in.beginArray();
          while (in.hasNext()) {
            values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
            values[size++] = in.nextLong();
          }
          in.endArray();
          return Arrays.copyOf(values, size);
        }
      }.nullSafe();

  private JsonNumbers() {}

  private static String literal(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
  }

  private static double number(JsonReader in) throws IOException {
    return Double.parseDouble(in.nextString()); // of a string or of a number
  }
}
