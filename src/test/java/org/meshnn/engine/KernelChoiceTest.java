package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelChoiceTest {
  private static final Map<String, String> FAST =
      Map.of("UseFMA", "true", "TieredStopAtLevel", "4", "UseJVMCICompiler", "false");

  @AfterEach
  void chooseFreely() {
    System.clearProperty(KernelChoice.PROPERTY);
  }

  @Test
  void littleWorkStaysInPlainLoops() {
    assertInstanceOf(ScalarKernels.class, KernelChoice.forWork(1e6));
    assertEquals(Engine.lanes(), KernelChoice.forWork(1e12).lanes());
  }

  @Test
  void thePropertyForcesEitherForWorkOfAnySize() {
    System.setProperty(KernelChoice.PROPERTY, "scalar");
    assertInstanceOf(ScalarKernels.class, KernelChoice.forWork(1e12));
    assertEquals(1, Engine.lanes());
    assertEquals("plain loops: meshnn.kernels=scalar", Engine.kernels());
    System.setProperty(KernelChoice.PROPERTY, "vector");
    assertInstanceOf(VectorKernels.class, KernelChoice.forWork(1));
    assertEquals("vectors of " + Engine.lanes() + " doubles", Engine.kernels());
    System.setProperty(KernelChoice.PROPERTY, "simd");
    String message =
        assertThrows(IllegalArgumentException.class, () -> KernelChoice.forWork(1)).getMessage();
    assertEquals(
        "the system property meshnn.kernels is 'vector' or 'scalar', or is not set; got 'simd'",
        message);
  }

  @Test
  void vectorsAreChosenOnlyWhereTheyAreFast() {
    assertEquals(Optional.empty(), obstacle(FAST, "mixed mode, sharing", 128));
    assertEquals(Optional.empty(), obstacle(Map.of("UseFMA", "true"), "mixed mode", 512));
    says("multiply-add", Map.of("UseFMA", "false"), "mixed mode", 256);
    says("multiply-add", Map.of(), "mixed mode", 256);
    says("64 bits", FAST, "mixed mode", 64);
    says("C2", FAST, "interpreted mode", 256);
    says("C2", Map.of("UseFMA", "true", "TieredStopAtLevel", "1"), "mixed mode", 256);
    says("JVMCI", Map.of("UseFMA", "true", "UseJVMCICompiler", "true"), "mixed mode", 256);
    assertTrue(VectorSupport.obstacle(null, "", 256).orElseThrow().contains("not HotSpot"));
  }

  private static void says(String words, Map<String, String> options, String info, int bits) {
    String said = obstacle(options, info, bits).orElseThrow();
    assertTrue(said.contains(words), said);
  }

  private static Optional<String> obstacle(Map<String, String> options, String info, int bits) {
    Function<String, Optional<String>> option = name -> Optional.ofNullable(options.get(name));
    return VectorSupport.obstacle(option, info, bits);
  }

  /** A new JVM with each flag; the flags of a processor that this machine lacks are ignored. */
  @ParameterizedTest
  @CsvSource({
    "--add-modules=jdk.incubator.vector -XX:-UseFMA, plain loops: the processor has no",
    "--add-modules=jdk.incubator.vector -XX:MaxVectorSize=8, plain loops: ",
    "--add-modules=jdk.incubator.vector -XX:TieredStopAtLevel=1, plain loops: its optimising",
    "--add-modules=jdk.incubator.vector -Xint, plain loops: its optimising",
    "--add-modules=jdk.incubator.vector -Dmeshnn.kernels=vector, vectors of ",
    "-Dmeshnn.kernels=scalar, plain loops: meshnn.kernels=scalar",
    "-Xshare:auto, plain loops: Java was started without --add-modules jdk.incubator.vector"
  })
  void eachJvmTellsWhatItRuns(String flags, String expected) throws Exception {
    String said = kernelsOfJvm(flags.split(" "));
    assertTrue(said.startsWith(expected), said);
  }

  /** Without AVX there is no multiply-add, on the processors that have AVX at all. */
  @Test
  void withoutAvxPlainLoopsRun() throws Exception {
    assumeTrue(System.getProperty("os.arch").equals("amd64"));
    String said = kernelsOfJvm("--add-modules=jdk.incubator.vector", "-XX:UseAVX=0");
    assertTrue(said.startsWith("plain loops: the processor has no multiply-add"), said);
  }

  private static String kernelsOfJvm(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TellKernels.class.getName());
    Process java =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), said);
    return said;
  }

  /** What the build expects of a JVM that it starts with narrow vectors or without multiply-add. */
  @Test
  @Tag("kernels")
  void thisJvmIsAsTheBuildStartedIt() {
    String expected = System.getProperty("expected.lanes");
    assumeTrue(expected != null);
    assertEquals(Integer.parseInt(expected), Engine.lanes(), Engine.kernels());
  }
}
