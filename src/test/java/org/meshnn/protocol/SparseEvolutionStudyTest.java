package org.meshnn.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.graph.Topology;
import org.meshnn.text.Sha256;

class SparseEvolutionStudyTest {
  @TempDir Path folder;

  /**
   * What NumPy 2.4.6 gives: {@code RandomState(5489).bytes(12)}, {@code RandomState(0).shuffle}.
   */
  @Test
  void shufflesAsNumPyDoes() {
    MersenneTwister random = new MersenneTwister(5489);
    assertEquals(3499211612L, Integer.toUnsignedLong(random.nextInt()));
    assertEquals(581869302L, Integer.toUnsignedLong(random.nextInt()));
    assertEquals(3890346734L, Integer.toUnsignedLong(random.nextInt()));
    assertArrayEquals(
        new int[] {2, 8, 4, 9, 1, 6, 7, 3, 0, 5}, new MersenneTwister(0).shuffled(10));
  }

  /** The sha256 of the lines that NumPy gives for the 2,000 + 1,000 and the 1,000 rows. */
  @Test
  void theRowsAreThoseOfTheAuthors() {
    MersenneTwister random = new MersenneTwister(0);
    int[] train = random.shuffled(60_000);
    int[] test = random.shuffled(10_000);
    assertArrayEquals(new int[] {3048, 19563, 58303, 8870, 40228}, Arrays.copyOf(train, 5));
    assertArrayEquals(new int[] {6154, 5047, 7004, 6317, 8538}, Arrays.copyOf(test, 5));
    String lines =
        IntStream.concat(Arrays.stream(train, 0, 3_000), Arrays.stream(test, 0, 1_000))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n"));
    assertEquals(
        "9ae38e449cbf4c0dfcb6cb5a9bdd9f3bf27c7f4ae45e99ea5b4a46218a65fa4b", Sha256.of(lines));
  }

  @Test
  void theMeshHasTheirEdges() {
    Topology sparse = SparseEvolutionStudy.mesh(1).inputs(784).outputs(10).topology();
    int between = 13 * (784 + 1000) + 13 * 2000 + 13 * 2000 + 10_000; // the last pair is dense
    assertEquals(between + 3010, sparse.edges());
  }

  @Test
  void withoutTheFilesItIsLeftOut() throws IOException {
    PictureFiles none = new PictureFiles(null);
    assertEquals(PictureFiles.NAMES, none.missing());
    assertEquals(GraphStudy.QUICK.studies().size(), GraphStudy.QUICK.studies(none).size());
    for (String name : PictureFiles.NAMES) {
      Files.writeString(folder.resolve(name), "no picture");
    }
    PictureFiles wrong = new PictureFiles(folder);
    assertEquals(GraphStudy.QUICK.studies().size() + 1, GraphStudy.QUICK.studies(wrong).size());
    refused("train-images-idx3-ubyte.gz in null", none);
    refused("expected the original of Zalando Research, sha256 b0564c3e", wrong);
  }

  private static void refused(String expected, PictureFiles files) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Garments.of(files)).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
