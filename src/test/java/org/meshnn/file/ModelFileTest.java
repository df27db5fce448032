package org.meshnn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;

/** Reading a model file trusts nothing, and says what is wrong. */
class ModelFileTest {
  private static final int LONGEST_MESSAGE = 600;

  @TempDir Path folder;
  private Path file;
  private byte[] saved;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("iris.mesh");
    TrainedMesh model =
        Mesh.of(9)
            .connect(Wiring.dense())
            .train(Datasets.iris(), "species", Training.defaults().epochs(2));
    saved = Files.readAllBytes(model.save(file));
  }

  @Test
  void oneThatWasCutShort() throws IOException {
    for (int length = 0; length < saved.length; length += 1 + length / 7) {
      Files.write(file, Arrays.copyOf(saved, length));
      refused(length > 3 ? "was cut short or damaged" : length == 0 ? "is empty" : "it is no zip");
    }
  }

  @Test
  void oneThatWasChangedAnywhereIsRefusedOrTheSame() throws IOException {
    RandomGenerator random = RandomMeshes.generator(1);
    String expected = TrainedMesh.load(Files.write(file, saved)).summary();
    for (int i = 0; i < 500; i++) {
      byte[] changed = saved.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      try {
        assertEquals(expected, TrainedMesh.load(file).summary());
      } catch (IllegalArgumentException e) {
        requireMessage(e, "");
      }
    }
  }

  @Test
  void oneOfSomethingElse() throws IOException {
    Files.writeString(file, "a,b\n1,2\n");
    refused("is not a model file: it is no zip");
    Files.write(file, zipped(Map.of("a.txt", new byte[10]), ZipOutputStream.DEFLATED));
    refused("it is a zip of something else");
  }

  @Test
  void oneThatIsNotThere() {
    Path missing = folder.resolve("missing.mesh");
    String message =
        assertThrows(UncheckedIOException.class, () -> TrainedMesh.load(missing)).getMessage();
    assertTrue(message.startsWith(missing + " cannot be read: there is no such file"), message);
    assertThrows(UncheckedIOException.class, () -> TrainedMesh.load(folder));
  }

  @Test
  void oneInALaterFormat() throws IOException {
    rewrite(json -> json.replace("\"format\": 1", "\"format\": 6"));
    refused("it is written in format 6; this version reads formats 1 to 5");
    rewrite(json -> "{\"format\": 6, \"graph\": {\"nodes\": []}}");
    refused("it is written in format 6");
    rewrite(json -> json.replace("\"format\": 1", "\"format\": 0"));
    refused("names no format");
  }

  @Test
  void oneThatWasEditedByHand() throws IOException {
    Map<String, byte[]> parts = parts();
    String json = new String(parts.get("model.json"), StandardCharsets.UTF_8);
    parts.put("model.json", json.replace("relu", "tanh").getBytes(StandardCharsets.UTF_8));
    Files.write(file, zipped(parts, ZipOutputStream.STORED));
    refused("the part model.json is not as it was written");
  }

  @Test
  void aBomb() throws IOException {
    Map<String, byte[]> parts = parts();
    parts.put("numbers.safetensors", new byte[50_000_000]);
    Files.write(file, zipped(parts, ZipOutputStream.DEFLATED));
    refused("is compressed");
    parts.put("model.json", " ".repeat(50_000_000).getBytes(StandardCharsets.UTF_8));
    Files.write(file, zipped(parts, ZipOutputStream.DEFLATED));
    refused("is compressed");
  }

  @Test
  void onePartTooMany() throws IOException {
    Map<String, byte[]> parts = parts();
    parts.put("../../evil.sh", new byte[1]);
    Files.write(file, zipped(parts, ZipOutputStream.STORED));
    refused("expected the parts");
  }

  private static String withLeaks(String json, String leak) {
    return json.replace("\"ticks\": 3", "\"ticks\": 3, \"leaks\": [" + leak + "]");
  }

  private static String leak(String first, String last, double leak) {
    return String.format(
        java.util.Locale.ROOT,
        "{\"neurons\": \"some\", \"first\": %s, \"last\": %s, \"leak\": %s}",
        first,
        last,
        leak);
  }

  /** With sums that are right: what is said must fit together. */
  @Test
  void partsThatDoNotFitTogether() throws IOException {
    refusedAs("[]", json -> "[]");
    refusedAs("{", json -> "{");
    refusedAs("mesh", json -> json.replace("\"mesh\"", "\"mess\""));
    refusedAs("hidden", json -> json.replace("\"hidden\": 1", "\"hidden\": 2"));
    refusedAs("edges", json -> json.replaceFirst("\"edges\": \\d+", "\"edges\": 2"));
    refusedAs("neurons", json -> json.replace("\"hidden\": 1", "\"hidden\": 2000000000"));
    refusedAs("ticks", json -> json.replace("\"ticks\": 3", "\"ticks\": 0"));
    refusedAs("'swish' is not built in", json -> json.replace("\"relu\"", "\"swish\""));
    refusedAs("null", json -> withLeaks(json, "null"));
    refusedAs("neurons in words", json -> withLeaks(json, "{}"));
    refusedAs("overwritten", json -> withLeaks(json, leak("[0]", "[0]", 0.5)));
    refusedAs("of a mesh of", json -> withLeaks(json, leak("[5]", "[2147483647]", 0.5)));
    refusedAs("ascending", json -> withLeaks(json, leak("[6, 6]", "[6, 6]", 0.5)));
    refusedAs("a first neuron and a last", json -> withLeaks(json, leak("[6]", "[]", 0.5)));
    refusedAs("in (0, 1]", json -> withLeaks(json, leak("[6]", "[6]", 1.5)));
    refusedAs("kind", json -> json.replace("\"kind\": \"number\"", "\"kind\": \"date\""));
    refusedAs("classes", json -> json.replace("\"setosa\"", "\"virginica\""));
    refusedAs("class", json -> json.replaceFirst("\"setosa\",", ""));
    refusedAs("loss", json -> json.replaceFirst("\"loss\": \\[", "\"loss\": [1, "));
    refusedAs("loss", json -> json.replaceFirst("\"loss\": \\[", "\"loss\": [["));
    refusedAs("best", json -> json.replaceFirst("\"bestEpoch\": \\d+", "\"bestEpoch\": 9"));
    refusedAs("null", json -> json.replaceFirst("\"columns\": \\[", "\"columns\": [null, "));
    refusedAs("nesting", json -> "[".repeat(100_000));
    refusedAs("int", json -> json.replace("\"ticks\": 3", "\"ticks\": 99999999999"));
    refusedAs("ticks twice", json -> json.replace("\"ticks\": 3", "\"ticks\": 3, \"ticks\": 0"));
  }

  @Test
  void whatTheColumnsHoldIsSaidOfItsColumns() throws IOException {
    String contents = "(?s)\"contents\": \\[.*?\\],(\\s*\"environment\")";
    refusedAs("none", json -> json.replaceFirst(contents, "\"contents\": [],$1"));
    String counts = "(?s)(\"counts\": \\[\\s*)50";
    refusedAs("a count that is null", json -> json.replaceFirst(counts, "$1null"));
    refusedAs("a count below 0", json -> json.replaceFirst(counts, "$1-50"));
    String values = "(?s)(\"values\": \\[\\s*)\"setosa\"";
    refusedAs("a value that is null", json -> json.replaceFirst(values, "$1null"));
    refusedAs("another value", json -> json.replaceFirst(values, "$1\"rose\""));
  }

  @Test
  void numbersThatAreNotWhatTheirHeaderSays() throws IOException {
    refusedNumbers("header does not fit", numbers -> numbers.putLong(0, Long.MAX_VALUE));
    refusedNumbers("header does not fit", numbers -> numbers.putLong(0, -1));
    refusedNumbers("not JSON", numbers -> numbers.put(8, (byte) 'x'));
    refusedNumbers("is not", numbers -> replace(numbers, "F64", "F16"));
    refusedNumbers("overlap, or leave gaps", numbers -> replace(numbers, "[0,", "[8,"));
    refusedNumbers("tensor weights", numbers -> replace(numbers, "weights", "weighty"));
    refusedNumbers(
        "increasing order", numbers -> numbers.putInt(numbers.limit() - 4, Integer.MAX_VALUE));
    refusedNumbers("increasing order", numbers -> numbers.putInt(numbers.limit() - 4, -1));
  }

  private static void replace(ByteBuffer numbers, String part, String other) {
    String text = new String(numbers.array(), StandardCharsets.ISO_8859_1);
    int at = text.indexOf(part);
    numbers.position(at).put(other.getBytes(StandardCharsets.ISO_8859_1));
    if (part.startsWith("[")) {
      numbers.position(0);
    }
  }

  private interface Damage {
    void to(ByteBuffer numbers);
  }

  private void refusedNumbers(String reason, Damage damage) throws IOException {
    Files.write(file, saved);
    Map<String, byte[]> parts = parts();
    damage.to(ByteBuffer.wrap(parts.get("numbers.safetensors")).order(ByteOrder.LITTLE_ENDIAN));
    write(parts);
    String message =
        assertThrows(IllegalArgumentException.class, () -> TrainedMesh.load(file)).getMessage();
    assertTrue(message.contains(reason) || message.contains("offsets are as far apart"), message);
  }

  private void refusedAs(String what, UnaryOperator<String> change) throws IOException {
    Files.write(file, saved);
    rewrite(change);
    requireMessage(
        assertThrows(IllegalArgumentException.class, () -> TrainedMesh.load(file), what), "");
  }

  private void refused(String reason) {
    requireMessage(
        assertThrows(IllegalArgumentException.class, () -> TrainedMesh.load(file)), reason);
  }

  private void requireMessage(IllegalArgumentException error, String reason) {
    String message = error.getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.contains(reason), message);
    assertTrue(message.length() <= LONGEST_MESSAGE + file.toString().length(), message);
  }

  private void rewrite(UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> parts = parts();
    String json = new String(parts.get("model.json"), StandardCharsets.UTF_8);
    parts.put("model.json", change.apply(json).getBytes(StandardCharsets.UTF_8));
    write(parts);
  }

  /** With the sums that belong to the parts. */
  private void write(Map<String, byte[]> parts) throws IOException {
    Map<String, Replacement.Content> contents = new LinkedHashMap<>();
    parts.remove("SHA256SUMS");
    parts.forEach((name, bytes) -> contents.put(name, out -> out.write(bytes)));
    Replacement.write(file, out -> Archive.write(out, contents));
  }

  private Map<String, byte[]> parts() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(saved))) {
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }

  private static byte[] zipped(Map<String, byte[]> parts, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setMethod(method);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(part.getValue());
        entry.setSize(part.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
