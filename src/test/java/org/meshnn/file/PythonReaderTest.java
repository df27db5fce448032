package org.meshnn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** The Python of the format's page reads a model and predicts what Java does. */
class PythonReaderTest {
  private static final Path PAGE = Path.of("src/main/java/org/meshnn/file/README.md");
  private static final String PYTHON =
      Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

  @TempDir Path folder;

  @Test
  void predictsAsJavaDoes() throws IOException, InterruptedException {
    assumeTrue(hasNumPy(), "no Python with NumPy here");
    Matcher block =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertTrue(block.find());
    Path script = Files.writeString(folder.resolve("read.py"), block.group(1));
    for (Activation activation : Activation.all()) {
      Mesh mesh =
          Mesh.of(18)
              .connect(Wiring.random(0.7, 4))
              .ticks(4)
              .activation(activation)
              .outputActivation(Activation.TANH);
      TrainedMesh model =
          (activation == Activation.RELU ? mesh : leaking(mesh))
              .train(Datasets.iris(), "species", Training.defaults().epochs(20));
      Path file = model.save(folder.resolve("iris.mesh"));
      String said = said(script.toString(), file.toString(), "datasets/iris/iris.csv");
      requireAlike(model.predict(Datasets.iris()), said.lines().toList());
    }
  }

  private static Mesh leaking(Mesh mesh) {
    return mesh.leak(0.4)
        .leak(Neurons.of(6, 8, 9), 1)
        .activation(Neurons.hidden(0.3, 1), Activation.SINE)
        .activation(Neurons.of(17), Activation.IDENTITY);
  }

  private static void requireAlike(Table expected, List<String> lines) {
    assertEquals("# setosa versicolor virginica", lines.get(0));
    assertEquals(expected.rowCount() + 1, lines.size());
    for (int row = 0; row < expected.rowCount(); row++) {
      double[] found =
          Arrays.stream(lines.get(row + 1).split(" ")).mapToDouble(Double::parseDouble).toArray();
      for (int k = 0; k < found.length; k++) {
        assertEquals(expected.doubleColumn(k + 1).get(row), found[k], 1e-12);
      }
    }
  }

  private static boolean hasNumPy() throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import numpy").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String said(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(PYTHON), Arrays.stream(arguments))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
