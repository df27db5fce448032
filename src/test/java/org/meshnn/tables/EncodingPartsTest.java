package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** An encoding is its features and its labels. */
class EncodingPartsTest {
  private static final Table TABLE =
      Table.create(
          "t",
          DoubleColumn.create("länge", 1.5, 2.5, 7),
          BooleanColumn.create("wild", true, false, true),
          StringColumn.create("place", "b", "a", "b"),
          DoubleColumn.create("weight", 10, 20, 40));

  @Test
  void madeOfItsPartsItEncodesTheSame() {
    for (String label : List.of("weight", "place")) {
      Encoding encoding = Encoding.fit(TABLE, label, Target.AUTO);
      Encoding again = Encoding.of(encoding.features(), encoding.labels());
      assertArrayEquals(encoding.inputs(TABLE).data, again.inputs(TABLE).data);
      assertArrayEquals(encoding.targets(TABLE).data, again.targets(TABLE).data);
      assertEquals(encoding.toString(), again.toString());
    }
  }

  @Test
  void partsThatDoNotStandTogetherAreRefused() {
    Scale scale = new Scale(0, 1, 2);
    Labels labels = new Labels.Values("y", Kind.NUMBER, scale);
    Feature x = new Feature.Numeric("x", 0, scale);
    refused("twice", () -> Encoding.of(List.of(x, new Feature.Flag("X")), labels));
    refused("twice", () -> Encoding.of(List.of(new Feature.Flag("Y")), labels));
    refused("at least", () -> Encoding.of(List.of(), labels));
    refused("twice", () -> new Feature.Category("c", List.of("a", "b", "a")));
    refused("twice", () -> new Labels.Classes("c", Kind.TEXT, List.of("a", "a")));
    refused("finite", () -> new Scale(0, 0, 0));
    refused("finite", () -> new Scale(Double.NaN, 0, 1));
    refused("null", () -> new Feature.Flag(null));
  }

  private static void refused(String part, org.junit.jupiter.api.function.Executable made) {
    String message = assertThrows(IllegalArgumentException.class, made).getMessage();
    assertTrue(message.contains(part), message);
  }
}
