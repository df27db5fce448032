package org.meshnn.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Inputs that a fuzzer makes of those before, guided by the code they reach. */
class ModelFileFuzzTest {
  private static final Path FOLDER = folder();
  private static final SavedModel SEED = HostileInput.seed(FOLDER);
  private static final Numbers NUMBERS = ModelJson.numbers(SEED);
  private static final ModelJson DESCRIPTION = ModelJson.of(SEED);

  private static Path folder() {
    try {
      return Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest(maxDuration = "", maxExecutions = 1_000_000)
  void file(byte[] bytes) {
    HostileInput.file(bytes, FOLDER);
  }

  @FuzzTest(maxDuration = "", maxExecutions = 1_000_000)
  void description(byte[] bytes) {
    HostileInput.description(bytes, NUMBERS);
  }

  @FuzzTest(maxDuration = "", maxExecutions = 1_000_000)
  void numbers(byte[] bytes) {
    HostileInput.numbers(bytes, DESCRIPTION);
  }
}
