import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.meshnn.Mesh;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;

/** Trains, evaluates and draws with what the library brings, and prints what that is. */
final class Consumer {
  private static final List<String> UNWANTED =
      List.of(
          "kotlin",
          "picocli",
          "maven",
          "aether",
          "jjava",
          "jeromq",
          "commonmark",
          "jsoup",
          "slf4j-nop",
          "logback",
          "xchart",
          "protobuf",
          "onnx",
          "spark");

  private Consumer() {}

  public static void main(String[] arguments) throws Exception {
    var split = Split.stratified(Datasets.iris(), "species", 0.3, 1);
    var model = Mesh.of(18).connect(Wiring.dense()).train(split.train(), "species");
    System.out.println(model.evaluate(split.test()));
    Path folder = Path.of(arguments[0]);
    model.history().plot().save(folder.resolve("history.png"));
    model.evaluate(split.test()).plot().save(folder.resolve("confusion.png"));
    model.plot().save(folder.resolve("mesh.png"));
    model.save(folder.resolve("iris.mesh"));
    model.toJava("com.acme.IrisMesh");

    List<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).getFileName().toString())
            .sorted()
            .toList();
    System.out.println(jars.size() + " jars: " + String.join(" ", jars));
    List<String> unwanted =
        jars.stream().filter(jar -> UNWANTED.stream().anyMatch(jar::contains)).toList();
    if (!unwanted.isEmpty()) {
      throw new IllegalStateException("expected none of these in a user's project: " + unwanted);
    }
  }
}
