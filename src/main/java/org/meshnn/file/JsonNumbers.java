package org.meshnn.file;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Doubles in JSON, to the last bit: in digits that are read back as the same number, as {@link
 * Double#toString(double)} chooses them; those that JSON has no number for as "NaN", "Infinity" and "-Infinity". Arrays stand in one line.
 */
final class JsonNumbers {
  /** One number. */
  static final TypeAdapter<@Nullable Double> NUMBER =
      new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, @Nullable Double value) throws IOException {
          if (value == null) {
            out.nullValue();
          } else {
            out.jsonValue(literal(value));
          }
        }

        @Override
        public @Nullable Double read(JsonReader in) throws IOException {
          if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
          }
          return number(in);
        }
      };

  /** Many numbers in a line. */
  static final TypeAdapter<double @Nullable []> LINE =
      new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, double @Nullable [] values) throws IOException {
          if (values == null) {
            out.nullValue();
          } else {
            out.jsonValue(
                Arrays.stream(values)
                    .mapToObj(JsonNumbers::literal)
                    .collect(Collectors.joining(", ", "[", "]")));
          }
        }

        @Override
        public double @Nullable [] read(JsonReader in) throws IOException {
          if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
          }
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
      };

  /** Many whole numbers in a line. */
  static final TypeAdapter<int @Nullable []> COUNTS =
      new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, int @Nullable [] values) throws IOException {
          if (values == null) {
            out.nullValue();
          } else {
            out.jsonValue(Arrays.toString(values));
          }
        }

        @Override
        public int @Nullable [] read(JsonReader in) throws IOException {
          if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
          }
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
      };

  private JsonNumbers() {}

  private static String literal(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
  }

  private static double number(JsonReader in) throws IOException {
    return Double.parseDouble(in.nextString()); // of a string or of a number
  }
}
