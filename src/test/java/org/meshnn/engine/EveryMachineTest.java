package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plain loops and vectors of any width, each in a JVM of its own, compute the same bits. What this
 * processor lacks is passed over.
 */
@Tag("fresh-jvm")
@EnabledIf("hasMultiplyAdd")
class EveryMachineTest {
  private static List<String> plain;

  static boolean hasMultiplyAdd() {
    return MultiplyAdd.FUSED;
  }

  @BeforeAll
  static void runPlainLoops() throws Exception {
    plain = bits("-Dmeshnn.kernels=scalar");
    assertTrue(plain.get(0).startsWith("plain loops"), plain.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:MaxVectorSize=16",
        "-XX:MaxVectorSize=32",
        "-XX:MaxVectorSize=64",
        "-XX:MaxVectorSize=32 -XX:UseAVX=2",
        "-XX:TieredStopAtLevel=1 -Dmeshnn.kernels=scalar"
      })
  void sameBits(String flags) throws Exception {
    List<String> bits = bits(("-Dmeshnn.kernels=vector " + flags).split(" "));
    assertEquals(plain.size(), bits.size());
    for (int line = 1; line < plain.size(); line++) {
      assertEquals(plain.get(line), bits.get(line), bits.get(0));
    }
  }

  private static List<String> bits(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--add-modules=jdk.incubator.vector", "-XX:+IgnoreUnrecognizedVMOptions"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TellBits.class.getName());
    Process java =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), said);
    return said.lines()
        .filter(
            line -> line.contains(": [") || line.contains("loops") || line.startsWith("vectors"))
        .toList();
  }
}
