package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same seed gives the same edges, on every machine and in every version: these were recorded.
 */
class SameEdgesTest {

  static Stream<Arguments> recorded() {
    return Stream.of(
        Arguments.of(Wiring.random(0.1, 7), 434, 345010642),
        Arguments.of(Wiring.randomEdges(500, 7), 500, -586060326),
        Arguments.of(Wiring.smallWorld(4, 0.3, 7), 602, 978357840),
        Arguments.of(Wiring.scaleFree(2, 7), 594, -1165612602),
        Arguments.of(Wiring.modular(4, 0.3, 0.1, 7), 903, -1192023763),
        Arguments.of(Wiring.recurrent(0.2, 7), 1095, 545860823),
        Arguments.of(Wiring.reservoir(0.2, 7), 1099, 1693623751),
        Arguments.of(Wiring.policy(40, 20, 4, 3, 2, 2, 7), 303, -1764057730),
        Arguments.of(Wiring.dense().keep(0.3, 7), 1250, 1050554808),
        Arguments.of(Wiring.dense().choose(500, 7), 500, 266232315));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void edgesAreThoseOfBefore(Wiring wiring, int edges, int hash) {
    Topology topology = wiring.wire(new Roles(3, true, 60, 2));
    assertEquals(edges, topology.edges());
    assertEquals(hash, Arrays.hashCode(topology.sources()));
  }
}
