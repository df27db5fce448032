package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NeuronsTest {
  private static final Roles ROLES = new Roles(2, true, 5, 2); // hidden 3 to 7, outputs 8 and 9

  @Test
  void areFoundByRoleNumberAndRange() {
    assertArrayEquals(new int[] {3, 4, 5, 6, 7}, Neurons.hidden().in(ROLES));
    assertArrayEquals(new int[] {8, 9}, Neurons.outputs().in(ROLES));
    assertArrayEquals(new int[] {3, 4, 5, 6, 7, 8, 9}, Neurons.all().in(ROLES));
    assertArrayEquals(new int[] {4, 9}, Neurons.of(9, 4, 9).in(ROLES));
    assertArrayEquals(new int[] {6, 7, 8}, Neurons.range(6, 8).in(ROLES));
    assertArrayEquals(
        new int[] {3, 5, 6}, Neurons.of("some", new int[] {3, 5}, new int[] {3, 6}).in(ROLES));
    assertArrayEquals(new int[0], Neurons.hidden().in(new Roles(1, true, 0, 1)));
  }

  /** Each hidden neuron as often as another, the number asked for each time. */
  @Test
  void aShareIsExactAndUniform() {
    int[] chosen = new int[10];
    int draws = 2000;
    for (int seed = 0; seed < draws; seed++) {
      int[] some = Neurons.hidden(0.4, seed).in(ROLES);
      assertEquals(2, some.length);
      assertTrue(some[0] < some[1]);
      IntStream.of(some).forEach(j -> chosen[j]++);
    }
    for (int j = 3; j < 8; j++) {
      assertEquals(0.4 * draws, chosen[j], 5 * Math.sqrt(0.4 * 0.6 * draws), "neuron " + j);
    }
    assertEquals(draws * 2, IntStream.of(chosen).sum());
  }

  @Test
  void areEqualWhereMadeInTheSameWay() {
    List<Supplier<Neurons>> ways =
        List.of(
            Neurons::all,
            Neurons::hidden,
            Neurons::outputs,
            () -> Neurons.hidden(0.5, 1),
            () -> Neurons.hidden(0.5, 2),
            () -> Neurons.of(3, 4),
            () -> Neurons.range(3, 4),
            () -> Neurons.of("two", new int[] {3}, new int[] {4}));
    for (Supplier<Neurons> one : ways) {
      for (Supplier<Neurons> other : ways) {
        assertEquals(one == other, one.get().equals(other.get()));
      }
      assertEquals(one.get().hashCode(), one.get().hashCode());
    }
    assertEquals(Neurons.hidden(), Neurons.hidden(1, 5));
    assertEquals(Neurons.of(4, 3), Neurons.of(3, 4, 4));
    assertNotEquals(Neurons.all(), null);
  }

  @Test
  void sayWhichTheyAre() {
    assertEquals("all neurons", Neurons.all().toString());
    assertEquals("hidden neurons", Neurons.hidden().toString());
    assertEquals("output neurons", Neurons.outputs().toString());
    assertEquals("0.25 of the hidden neurons, seed 7", Neurons.hidden(0.25, 7).toString());
    assertEquals("neuron 5", Neurons.of(5).toString());
    assertEquals("neurons 5, 9", Neurons.of(9, 5).toString());
    assertEquals("neurons 5 to 9", Neurons.range(5, 9).toString());
    assertEquals(
        "neurons 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 80 more",
        Neurons.of(IntStream.range(0, 100).toArray()).toString());
  }

  @Test
  void thatThereAreNotAreRefused() {
    refused(
        "expected hidden or output neurons, 3 to 9 of a mesh of 2 inputs, bias, 5 hidden, 2"
            + " outputs; neurons 2, 5 has 2, whose state is overwritten before every tick",
        () -> Neurons.of(5, 2).in(ROLES));
    refused("neurons 6 to 10 has 10", () -> Neurons.range(6, 10).in(ROLES));
    refused("has 2147483647", () -> Neurons.range(6, Integer.MAX_VALUE).in(ROLES));
    refused("none below 0", () -> Neurons.of(-1));
    refused("numbers of neurons", Neurons::of);
    refused("from 0 to the last; got 5 to 4", () -> Neurons.range(5, 4));
    refused("from 0 to the last; got -1 to 4", () -> Neurons.range(-1, 4));
    for (double wrong : new double[] {0, 1.1, -1, Double.NaN}) {
      refused("share must be in (0, 1]", () -> Neurons.hidden(wrong, 1));
    }
    refused("ascending", () -> Neurons.of("x", new int[] {5, 5}, new int[] {5, 6}));
    refused("ascending", () -> Neurons.of("x", new int[] {-5}, new int[] {6}));
    refused("a last", () -> Neurons.of("x", new int[] {5}, new int[0]));
  }

  private static void refused(String part, Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }
}
