package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class ImageFeaturesTest {

  @Test
  void mnistHasItsDigits() {
    Split mnist = Datasets.mnistFeatures();
    isComplete(mnist, "digit");
    assertEquals(
        List.of(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949),
        counts(mnist.train(), ImageFeatures.MNIST));
    assertEquals(
        List.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009),
        counts(mnist.test(), ImageFeatures.MNIST));
    assertEquals(List.of("5", "0", "4"), first(mnist.train(), "digit"));
    assertEquals(List.of("7", "2", "1"), first(mnist.test(), "digit"));
  }

  @Test
  void fashionMnistHasItsGarments() {
    Split fashion = Datasets.fashionMnistFeatures();
    isComplete(fashion, "garment");
    assertEquals(
        IntStream.range(0, 10).mapToObj(c -> 6000).toList(),
        counts(fashion.train(), ImageFeatures.FASHION_MNIST));
    assertEquals(
        IntStream.range(0, 10).mapToObj(c -> 1000).toList(),
        counts(fashion.test(), ImageFeatures.FASHION_MNIST));
    assertEquals(
        List.of("Ankle boot", "T-shirt/top", "T-shirt/top"), first(fashion.train(), "garment"));
    assertEquals(List.of("Ankle boot", "Pullover", "Trouser"), first(fashion.test(), "garment"));
  }

  private static void isComplete(Split split, String label) {
    List<String> names = new ArrayList<>();
    IntStream.rangeClosed(1, 32).forEach(f -> names.add("f" + f));
    names.add(label);
    assertEquals(60_000, split.train().rowCount());
    assertEquals(10_000, split.test().rowCount());
    for (Table table : List.of(split.train(), split.test())) {
      assertEquals(names, table.columnNames());
      for (int f = 0; f < 32; f++) {
        double[] values = table.doubleColumn(f).asDoubleArray();
        String name = table.name() + " f" + (f + 1);
        for (double value : values) {
          assertTrue(value >= 0 && value < 100, () -> name + " has " + value);
        }
        assertTrue(table.doubleColumn(f).standardDeviation() > 0.01, name + " is constant");
      }
    }
  }

  private static List<Integer> counts(Table table, ImageFeatures features) {
    return features.classes().stream()
        .map(label -> table.stringColumn(features.label()).isEqualTo(label).size())
        .toList();
  }

  private static List<String> first(Table table, String label) {
    return table.stringColumn(label).first(3).asList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "fashion-mnist"})
  void readmeHasTheChecksums(String name) throws IOException, NoSuchAlgorithmException {
    Path folder = Path.of("datasets", name);
    String readme = Files.readString(folder.resolve("README.md"));
    byte[] zipped = Files.readAllBytes(folder.resolve("features.bin.gz"));
    assertTrue(readme.contains(sha256(zipped)), "of the file");
    byte[] content = new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes();
    assertEquals(70_000 * 65, content.length);
    assertTrue(readme.contains(sha256(content)), "of its content");
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
