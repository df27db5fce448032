package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.meshnn.display.Rich;
import org.meshnn.exchange.GraphFormat;
import org.meshnn.exchange.MeshGraph;
import org.meshnn.experiment.Experiment;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** Without what is optional in the POM, everything but kernel, runner and command line works. */
class LibraryAloneTest {
  private static final Pattern OPTIONAL =
      Pattern.compile(
          "<artifactId>([^<]+)</artifactId>\\s*<version>[^<]*</version>\\s*<optional>true");

  /** Trains, shows, draws, experiments and explains. */
  public static void main(String[] arguments) throws IOException {
    Table iris = Datasets.iris();
    Mesh mesh = Mesh.of(18).connect(Wiring.dense());
    TrainedMesh model = mesh.train(iris, "species", Training.defaults().epochs(3));
    List<Object> values =
        List.of(
            model,
            model.explain(),
            model.history().plot(),
            model.plot(),
            model.evaluate(iris).plot(),
            Experiment.on(iris, "species")
                .setting("dense", mesh)
                .training(Training.defaults().epochs(2))
                .test(0.3)
                .seeds(2)
                .run());
    values.forEach(value -> System.out.println(Rich.bundle(value).keySet()));
    MeshGraph graph = model.graph();
    for (GraphFormat format : GraphFormat.values()) {
      if (format != GraphFormat.NEAT) {
        System.out.println(MeshGraph.parse(graph.text(format), format).edges() == graph.edges());
      }
    }
    System.out.println(compiles());
    try {
      model.exportOnnx("target/never.onnx");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Whether code that uses graphs is compiled where JGraphT is not there. */
  private static boolean compiles() throws IOException {
    Path folder = Files.createTempDirectory("alone");
    Path source = folder.resolve("Alone.java");
    Files.writeString(
        source,
        """
        import org.meshnn.Mesh;
        import org.meshnn.exchange.MeshGraph;

        class Alone {
          Mesh mesh(tech.tablesaw.api.Table edges, org.ejml.data.DMatrixRMaj a) {
            MeshGraph.of(a, MeshGraph.read("a.json").roles()).write("a.graphml");
            return Mesh.of(MeshGraph.of(edges, "from", "to"));
          }
        }
        """);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                System.out,
                System.out,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    return result == 0;
  }

  @Test
  void theLibraryWorksWithoutWhatIsOptional() throws IOException, InterruptedException {
    List<String> optional =
        OPTIONAL
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertTrue(
        optional.containsAll(List.of("jgrapht-core", "jjava-jupyter", "slf4j-nop", "xchart")));
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    optional.stream()
                        .noneMatch(Path.of(entry).getFileName().toString()::startsWith))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                path,
                LibraryAloneTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("image/png"), said);
    assertFalse(said.contains("false"), said);
    assertTrue(said.contains("%maven org.tribuo:tribuo-util-onnx:4.3.2"), said);
  }
}
