package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.ChangedBytes;
import org.meshnn.engine.RandomMeshes;

/**
 * Random changes of valid files: each is read, or refused by an {@link IllegalArgumentException}
 * with a short message, in no more memory than a small multiple of the file.
 */
class HostileGraphsTest {
  private static final int INPUTS = 1_000; // of each format
  private static final long MULTIPLE = 128;
  private static final long ALWAYS = 4 << 20; // bytes
  private static final int LONGEST_MESSAGE = 1_000;
  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String[] WORDS = {
    "null",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\"\"",
    "-1",
    "1e999",
    "NaN",
    "2147483647",
    "999999999",
    "9223372036854775808",
    ",",
    ";",
    "true",
    "<",
    ">",
    "</node>",
    "<!DOCTYPE x>",
    "&x;",
    "&#0;",
    "&#x110000;",
    "]]>",
    "<!--",
    "/*",
    "//",
    "#",
    "->",
    "--",
    "=",
    ":",
    "subgraph",
    "node",
    "edge",
    "graph",
    "\n",
    "\t",
    "%",
    "\\",
    "\\ud800",
    "\0",
    "symmetric",
    "id",
    "weight",
    "ticks",
    "role"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void changedFiles(GraphFormat format) throws IOException {
    RandomGenerator random = RandomMeshes.generator(format.ordinal());
    List<byte[]> seeds = IntStream.range(0, 50).mapToObj(i -> seed(format, 1 + 2 * i)).toList();
    Path file = folder.resolve("hostile");
    for (int i = 0; i < INPUTS; i++) {
      byte[] bytes = ChangedBytes.of(seeds.get(random.nextInt(seeds.size())), WORDS, random);
      Files.write(file, bytes);
      bounded(bytes, file, format);
    }
  }

  /** A valid file, with weights. */
  private static byte[] seed(GraphFormat format, long seed) {
    boolean neat = format == GraphFormat.NEAT;
    MeshGraph graph = neat ? RandomGraphs.ofNeat(seed) : RandomGraphs.of(seed);
    return graph.text(format).getBytes(StandardCharsets.UTF_8);
  }

  /** Measured again where it seems too much, as classes are loaded the first time. */
  private static void bounded(byte[] bytes, Path file, GraphFormat format) {
    long most = ALWAYS + MULTIPLE * bytes.length;
    long taken = taken(bytes, file, format);
    if (taken > most) {
      taken = taken(bytes, file, format);
    }
    assertTrue(taken <= most, taken + " bytes for " + bytes.length);
  }

  private static long taken(byte[] bytes, Path file, GraphFormat format) {
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    try {
      assertFalse(MeshGraph.read(file, format).toString().isEmpty());
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).length() < LONGEST_MESSAGE, e::getMessage);
    } catch (Throwable e) {
      throw new AssertionError(format + ": " + new String(bytes, StandardCharsets.UTF_8), e);
    }
    return MEMORY.getCurrentThreadAllocatedBytes() - before;
  }

  /** Much from little: nothing is expanded, nothing is allocated by a number alone. */
  @Test
  void bombs() throws IOException {
    String deep = "[".repeat(200_000);
    refused(GraphFormat.NEAT, "{\"nodes\": " + deep);
    refused(GraphFormat.NODE_LINK, "{\"nodes\": " + deep);
    refused(GraphFormat.GML, "graph " + deep);
    refused(GraphFormat.DOT, "digraph " + "{".repeat(200_000));
    refused(GraphFormat.DOT, "digraph { a " + "-> subgraph {".repeat(200_000));
    refused(GraphFormat.GRAPHML, "<graphml>" + "<graph>".repeat(20_000));
    refused(
        GraphFormat.MATRIX_MARKET,
        "%%MatrixMarket matrix coordinate real general\n2000000000 2000000000 1\n1 1 1\n");
    refused(
        GraphFormat.MATRIX_MARKET,
        "%%MatrixMarket matrix coordinate real general\n3 3 2000000000\n1 1 1\n");
    String many =
        "{" + String.join(" ", IntStream.range(0, 3_000).mapToObj(i -> "n" + i).toList()) + "}";
    refused(GraphFormat.DOT, "digraph { " + many + " -> " + many + " }");
  }

  private void refused(GraphFormat format, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("bomb"), bytes);
    assertThrows(IllegalArgumentException.class, () -> MeshGraph.read(file, format));
    bounded(bytes, file, format);
  }

  /** Neither a file beside it nor an address is read, and no entity is expanded. */
  @Test
  void entitiesAreNotRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "0.5");
    String graph =
        "<graphml><key id='w' for='edge' attr.name='weight'/><graph edgedefault='directed'>"
            + "<node id='a'/><node id='b'/>"
            + "<edge source='a' target='b'><data key='w'>%s</data></edge></graph></graphml>";
    String external =
        String.format(
            Locale.ROOT,
            "<!DOCTYPE graphml [<!ENTITY x SYSTEM \"%s\">]>" + graph,
            secret.toUri(),
            "&x;");
    refused(GraphFormat.GRAPHML, external);
    refused(
        GraphFormat.GRAPHML,
        String.format(Locale.ROOT, "<!DOCTYPE graphml [<!ENTITY x \"1\">]>" + graph, "&x;"));
    refused(GraphFormat.GRAPHML, String.format(Locale.ROOT, "<!DOCTYPE graphml>" + graph, "1"));
    MeshGraph.parse(String.format(Locale.ROOT, graph, "1"), GraphFormat.GRAPHML);
  }
}
