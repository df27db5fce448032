package org.meshnn.file;

import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.reflect.TypeToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * Vectors in the safetensors format (Hugging Face, format.md): the length of the header in 8 bytes,
 * little-endian; the header, a JSON object {@code {name: {dtype, shape, data_offsets}}}, padded
 * with blanks to a multiple of 8; then the numbers, little-endian, without gaps. Of the types, F64
 * and I32 are written and read, of the shapes those of one dimension.
 */
final class Safetensors {
  private static final int LONGEST_HEADER = 1 << 16; // bytes
  private static final int BUFFER = 1 << 16; // bytes
  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8; // of an array
  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping().create();

  /** What the header says of a vector; offsets count from the end of the header. */
  private record Tensor(
      @Nullable String dtype, long @Nullable [] shape, long @Nullable [] data_offsets) {
    boolean isVector() {
      return (isOfDoubles() || "I32".equals(dtype))
          && shape != null
          && shape.length == 1
          && shape[0] >= 0
          && shape[0] <= MOST_NUMBERS
          && data_offsets != null
          && data_offsets.length == 2
          && end() - begin() == shape[0] * (isOfDoubles() ? Double.BYTES : Integer.BYTES);
    }

    boolean isOfDoubles() {
      return "F64".equals(dtype);
    }

    long begin() {
      return requireNonNull(data_offsets)[0];
    }

    long end() {
      return requireNonNull(data_offsets)[1];
    }

    int length() {
      return (int) requireNonNull(shape)[0];
    }
  }

  private Safetensors() {}

  static void write(OutputStream out, Numbers numbers) throws IOException {
    byte[] header = header(numbers);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    for (double[] vector : numbers.doubles().values()) {
      write(out, vector);
    }
    for (int[] vector : numbers.integers().values()) {
      write(out, vector);
    }
  }

  private static byte[] header(Numbers numbers) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long at = 0;
    for (Map.Entry<String, double[]> entry : numbers.doubles().entrySet()) {
      at = add(tensors, entry.getKey(), "F64", Double.BYTES, entry.getValue().length, at);
    }
    for (Map.Entry<String, int[]> entry : numbers.integers().entrySet()) {
      at = add(tensors, entry.getKey(), "I32", Integer.BYTES, entry.getValue().length, at);
    }
    String json = GSON.toJson(tensors);
    return (json + " ".repeat(-json.length() & 7)).getBytes(StandardCharsets.US_ASCII);
  }

  private static long add(
      Map<String, Tensor> tensors, String name, String dtype, int width, long length, long at) {
    long end = at + length * width;
    tensors.put(name, new Tensor(dtype, new long[] {length}, new long[] {at, end}));
    return end;
  }

  private static void write(OutputStream out, double[] vector) throws IOException {
    ByteBuffer buffer = buffer();
    for (int at = 0; at < vector.length; ) {
      int count = Math.min(BUFFER / Double.BYTES, vector.length - at);
      buffer.asDoubleBuffer().put(vector, at, count);
      out.write(buffer.array(), 0, count * Double.BYTES);
      at += count;
    }
  }

  private static void write(OutputStream out, int[] vector) throws IOException {
    ByteBuffer buffer = buffer();
    for (int at = 0; at < vector.length; ) {
      int count = Math.min(BUFFER / Integer.BYTES, vector.length - at);
      buffer.asIntBuffer().put(vector, at, count);
      out.write(buffer.array(), 0, count * Integer.BYTES);
      at += count;
    }
  }

  /**
   * Reads vectors. No more memory is taken than {@code size}, beside that of the header.
   *
   * @param size bytes that there are
   * @throws IllegalArgumentException if they are not in this format
   */
  static Numbers read(InputStream in, long size) throws IOException {
    ByteBuffer buffer = buffer();
    long length = Long.BYTES <= size ? fill(in, buffer, Long.BYTES).getLong(0) : -1;
    if (length < 0 || length > Math.min(LONGEST_HEADER, size - Long.BYTES)) {
      throw malformed("its header does not fit in");
    }
    fill(in, buffer, (int) length);
    String json = new String(buffer.array(), 0, (int) length, StandardCharsets.UTF_8);
    Map<String, Tensor> tensors = inOrder(parsed(json), size - Long.BYTES - length);
    Map<String, double[]> doubles = new LinkedHashMap<>();
    Map<String, int[]> integers = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      if (tensor.isOfDoubles()) {
        doubles.put(entry.getKey(), doubles(in, buffer, tensor.length()));
      } else {
        integers.put(entry.getKey(), integers(in, buffer, tensor.length()));
      }
    }
    return new Numbers(doubles, integers);
  }

  private static Map<String, Tensor> parsed(String header) {
    try {
      Map<String, @Nullable Tensor> tensors =
          GSON.fromJson(header, new TypeToken<Map<String, @Nullable Tensor>>() {});
      if (tensors == null) {
        throw malformed("its header is empty");
      }
      tensors.forEach(Safetensors::requireVector);
      return tensors;
    } catch (JsonParseException | NumberFormatException e) {
      throw malformed("its header is not JSON of names with dtype, shape and data_offsets");
    }
  }

  private static void requireVector(String name, @Nullable Tensor tensor) {
    if (tensor == null || !tensor.isVector()) {
      throw malformed(
          "expected tensors of one dimension, F64 or I32, whose offsets are as far apart as they are"
              + " long; "
              + Listing.quoted(name)
              + " is not");
    }
  }

  /** By their offsets, which must leave no gap and end with the data. */
  private static Map<String, Tensor> inOrder(Map<String, Tensor> tensors, long size) {
    List<Map.Entry<String, Tensor>> entries = new ArrayList<>(tensors.entrySet());
    entries.sort(
        Comparator.<Map.Entry<String, Tensor>>comparingLong(entry -> entry.getValue().begin())
            .thenComparingLong(entry -> entry.getValue().end()));
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    long at = 0;
    for (Map.Entry<String, Tensor> entry : entries) {
      if (entry.getValue().begin() != at) {
        throw malformed("its tensors overlap, or leave gaps");
      }
      at = entry.getValue().end();
      ordered.put(entry.getKey(), entry.getValue());
    }
    if (at != size) {
      throw malformed("its tensors end after " + at + " bytes, its data after " + size);
    }
    return ordered;
  }

  private static double[] doubles(InputStream in, ByteBuffer buffer, int length)
      throws IOException {
    double[] vector = new double[length];
    for (int at = 0; at < length; ) {
      int count = Math.min(BUFFER / Double.BYTES, length - at);
      fill(in, buffer, count * Double.BYTES).asDoubleBuffer().get(vector, at, count);
      at += count;
    }
    return vector;
  }

  private static int[] integers(InputStream in, ByteBuffer buffer, int length) throws IOException {
    int[] vector = new int[length];
    for (int at = 0; at < length; ) {
      int count = Math.min(BUFFER / Integer.BYTES, length - at);
      fill(in, buffer, count * Integer.BYTES).asIntBuffer().get(vector, at, count);
      at += count;
    }
    return vector;
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer fill(InputStream in, ByteBuffer buffer, int bytes) throws IOException {
    if (in.readNBytes(buffer.array(), 0, bytes) < bytes) {
      throw new EOFException("the numbers end too early");
    }
    return buffer;
  }

  private static IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException("its numbers are not in the safetensors format: " + why);
  }
}
