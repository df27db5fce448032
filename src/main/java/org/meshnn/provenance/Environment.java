package org.meshnn.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.meshnn.engine.Engine;
import org.meshnn.text.Required;

/**
 * What computed: the same data, settings and seed give the same bits wherever code and Java are the
 * same, whatever the kernels: see {@link Engine#fusesMultiplyAdds}.
 *
 * @param version of this library; one that ends in "-SNAPSHOT" is no release, and only {@code code}
 *     tells it from others
 * @param code sha256 of the compiled classes that results depend on; "unknown" where they are read
 *     from neither a folder nor a jar
 * @param java name and version of the Java virtual machine
 * @param machine processor, how many of them Java may use, and operating system
 * @param kernels the loops for much work: plain, or on vectors of how many doubles, as {@link
 *     Engine#kernels()} says
 */
public record Environment(
    String version, String code, String java, String machine, String kernels) {
  static final String UNKNOWN = "unknown";

  /**
   * Refuses null.
   *
   * @param version of this library
   * @param code sha256 of its classes, or "unknown"
   * @param java name and version of the JVM
   * @param machine processor and operating system
   * @param kernels the loops for much work
   * @throws IllegalArgumentException if a part is null
   */
  public Environment {
    Required.of(version, "a version");
    Required.of(code, "the sha256 of the code");
    Required.of(java, "a Java virtual machine");
    Required.of(machine, "a machine");
    Required.of(kernels, "kernels");
  }

  /** Made at first use, as it reads all classes; then kept, as nothing of it changes. */
  private static final class Here {
    static final Environment ENVIRONMENT =
        new Environment(
            Version.here(),
            CodeDigest.here(),
            System.getProperty("java.vm.name") + " " + Runtime.version(),
            machineHere(),
            Engine.kernels());
  }

  /** {@return what computes here} The first call reads some hundred classes. */
  public static Environment here() {
    return Here.ENVIRONMENT;
  }

  private static String machineHere() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"));
  }

  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
