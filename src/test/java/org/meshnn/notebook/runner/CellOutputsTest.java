package org.meshnn.notebook.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshnn.display.Rich;

class CellOutputsTest {
  @Test
  void clearingTakesThisCellsOutputsAndALiveValueComesBack() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    CellOutputs outputs = new CellOutputs(new ProgressLine(nowhere, 2));
    JsonArray first = new JsonArray();
    outputs.into(first);
    outputs.stream("stdout", "kept\n");
    JsonArray second = new JsonArray();
    outputs.into(second);
    outputs.stream("stdout", "gone\n");
    outputs.update("bar", Map.of(Rich.TEXT, "half way"), false);
    outputs.clear();
    assertEquals(0, second.size());
    outputs.update("bar", Map.of(Rich.TEXT, "done"), true);
    assertEquals(1, second.size());
    assertEquals(1, first.size());
  }
}
