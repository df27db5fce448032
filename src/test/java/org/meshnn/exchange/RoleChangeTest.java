package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Activation;

/** Neurons that get another role: what the source said of them stays, what was assumed does not. */
class RoleChangeTest {
  private static List<Activation> activations(MeshGraph graph) {
    return graph.neurons().stream().map(MeshGraph.Neuron::activation).toList();
  }

  /** relu would cut off what an output says. */
  @Test
  void assumedActivationsAreThoseOfTheNewRole() {
    MeshGraph ring = MeshGraph.parse("a,b\nb,c\nc,a\n", GraphFormat.CSV);
    assertEquals(
        List.of(Activation.IDENTITY, Activation.RELU, Activation.IDENTITY),
        activations(ring.withInputs("a").withOutputs("c")));
    MeshGraph chain = MeshGraph.parse("a,b\nb,c\nc,d\n", GraphFormat.CSV).withOutputs("c");
    assertEquals(List.of("a", "b", "d", "c"), names(chain));
    assertEquals(
        List.of(Activation.IDENTITY, Activation.RELU, Activation.RELU, Activation.IDENTITY),
        activations(chain));
  }

  @Test
  void activationsThatWereSaidStay() {
    MeshGraph graph =
        MeshGraph.parse("digraph { c [activation=tanh] a->b->c->d }", GraphFormat.DOT);
    assertEquals(Activation.TANH, activations(graph.withOutputs("c")).get(3));
  }

  @Test
  void ticksThatWereSaidStay() {
    String edges = "a->b->c->d }";
    assertEquals(
        2, MeshGraph.parse("digraph { " + edges, GraphFormat.DOT).withOutputs("c").ticks());
    MeshGraph said = MeshGraph.parse("digraph { ticks=7 " + edges, GraphFormat.DOT);
    assertEquals(7, said.withOutputs("c").withInputs("b").ticks());
  }

  private static List<String> names(MeshGraph graph) {
    return graph.neurons().stream().map(MeshGraph.Neuron::name).toList();
  }
}
