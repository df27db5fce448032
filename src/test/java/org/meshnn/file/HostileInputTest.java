package org.meshnn.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.ChangedBytes;
import org.meshnn.engine.RandomMeshes;

/**
 * Random changes of a model file, of its description and of its numbers. Coverage-guided, and as
 * many as one likes: {@code src/fuzz}.
 */
class HostileInputTest {
  private static final int INPUTS = 3_000; // of each of three sorts
  private static final String[] WORDS = {
    "null",
    "{",
    "}",
    "[",
    "]",
    "\"\"",
    "-1",
    "1e999",
    "2147483647",
    "9223372036854775808",
    ",",
    "\"NaN\"",
    "true",
    "\"format\": 2",
    "[0, 0]",
    "F64",
    "I32",
    "data_offsets",
    "\\ud800",
    "\0"
  };

  @TempDir Path folder;
  private SavedModel seed;
  private final RandomGenerator random = RandomMeshes.generator(1);

  @BeforeEach
  void seed() {
    seed = HostileInput.seed(folder);
  }

  @Test
  void files() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("seed.mesh"));
    for (int i = 0; i < INPUTS; i++) {
      HostileInput.file(changed(bytes), folder);
    }
  }

  @Test
  void descriptions() {
    byte[] bytes = Json.text(ModelJson.of(seed)).getBytes(StandardCharsets.UTF_8);
    Numbers numbers = ModelJson.numbers(seed);
    for (int i = 0; i < INPUTS; i++) {
      HostileInput.description(changed(bytes), numbers);
    }
  }

  /** Of a model with rules of every sort, what its columns and rules say. */
  @Test
  void descriptionsOfColumns() {
    SavedModel ruled = HostileInput.ruledSeed(folder);
    String text = Json.text(ModelJson.of(ruled));
    Numbers numbers = ModelJson.numbers(ruled);
    int from = text.indexOf("\"columns\": {");
    int to = text.indexOf("\"training\": {");
    for (int i = 0; i < INPUTS; i++) {
      byte[] part = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
      String hostile = new String(changed(part), StandardCharsets.UTF_8);
      String whole = text.substring(0, from) + hostile + text.substring(to);
      HostileInput.description(whole.getBytes(StandardCharsets.UTF_8), numbers);
    }
    for (String[] change :
        new String[][] {
          {"\"kind\": \"ordinal\"", "\"kind\": \"order\""},
          {"\"kind\": \"grouped\"", "\"kind\": \"dates\""},
          {"\"kind\": \"dates\"", "\"kind\": \"grouped\""},
          {"\"trend\"", "\"trends\""},
          {"\"use\": \"ignore\"", "\"use\": \"drop\""},
          {"\"by\": \"mean\"", "\"by\": \"word\""},
          {"\"S\",", "\"M\","},
          {"\"indicator\": true", "\"indicator\": false"}
        }) {
      assertTrue(text.contains(change[0]), change[0] + " in " + text);
      int at = change[0].contains("kind") ? text.indexOf("\"encoding\"") : 0;
      String hostile = text.substring(0, at) + text.substring(at).replace(change[0], change[1]);
      assertThrows(
          IllegalArgumentException.class,
          () -> Json.parse(hostile).model(numbers, List.of()),
          change[1]);
    }
  }

  @Test
  void numbers() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Safetensors.write(bytes, ModelJson.numbers(seed));
    ModelJson description = ModelJson.of(seed);
    for (int i = 0; i < INPUTS; i++) {
      HostileInput.numbers(changed(bytes.toByteArray()), description);
    }
  }

  @Test
  void onlineFiles() throws IOException {
    HostileInput.onlineSeed(folder);
    byte[] bytes = Files.readAllBytes(folder.resolve("online.mesh"));
    for (int i = 0; i < INPUTS; i++) {
      HostileInput.onlineFile(changed(bytes), folder);
    }
  }

  @Test
  void onlineDescriptions() {
    SavedOnline online = HostileInput.onlineSeed(folder);
    byte[] bytes = Json.text(OnlineJson.of(online)).getBytes(StandardCharsets.UTF_8);
    Numbers numbers = OnlineJson.numbers(online);
    for (int i = 0; i < INPUTS; i++) {
      HostileInput.onlineDescription(changed(bytes), numbers);
    }
    for (String many : new String[] {"\"lanes\": 2147483647", "\"lanes\": 4", "\"lanes\": 0"}) {
      String hostile = Json.text(OnlineJson.of(online)).replace("\"lanes\": 2", many);
      assertThrows(
          IllegalArgumentException.class,
          () -> Json.parseOnline(hostile).saved(numbers, List.of()));
    }
  }

  @Test
  void sequencesFiles() throws IOException {
    HostileInput.sequencesSeed(folder);
    byte[] bytes = Files.readAllBytes(folder.resolve("sequences.mesh"));
    for (int i = 0; i < INPUTS; i++) {
      HostileInput.sequencesFile(changed(bytes), folder);
    }
  }

  @Test
  void sequencesDescriptions() {
    SavedSequences saved = HostileInput.sequencesSeed(folder);
    String text = Json.text(SequencesJson.of(saved));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Numbers numbers = SequencesJson.numbers(saved);
    for (int i = 0; i < INPUTS; i++) {
      HostileInput.sequencesDescription(changed(bytes), numbers);
    }
    for (String part :
        List.of("ordering", "windows", "predicted", "pace", "columns", "labels", "encoding")) {
      String hostile = text.replace("\"" + part + "\": ", "\"other\": ");
      assertThrows(
          IllegalArgumentException.class,
          () -> Json.parseSequences(hostile).saved(numbers, List.of()),
          part);
    }
    String none = text.replace("\"steps\": 4", "\"steps\": 0");
    assertThrows(
        IllegalArgumentException.class, () -> Json.parseSequences(none).saved(numbers, List.of()));
  }

  private byte[] changed(byte[] bytes) {
    return ChangedBytes.of(bytes, WORDS, random);
  }
}
