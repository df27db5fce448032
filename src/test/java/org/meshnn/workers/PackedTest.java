package org.meshnn.workers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Target;
import org.meshnn.train.Dropout;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Schedule;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

class PackedTest {
  private static final Table IRIS = Datasets.iris();

  private static <T> T again(T object) {
    return Packed.of(object, "it").get();
  }

  private record Doubled() implements DoubleUnaryOperator, Serializable {
    @Override
    public double applyAsDouble(double z) {
      return 2 * z;
    }
  }

  private record Squared() implements DoubleUnaryOperator, Serializable {
    @Override
    public double applyAsDouble(double z) {
      return z * z;
    }
  }

  private static List<Wiring> wirings() {
    DMatrixRMaj matrix = new DMatrixRMaj(14, 14);
    matrix.fill(1);
    return List.of(
        Wiring.dense(),
        Wiring.complete(),
        Wiring.random(0.5, 3),
        Wiring.layered(4, 2),
        Wiring.reservoir(0.5, 3),
        Wiring.randomEdges(40, 3),
        Wiring.layeredWithSkips(4, 2),
        Wiring.sparseLayered(2, 5, 4, 2),
        Wiring.ring(2),
        Wiring.grid(2, 3),
        Wiring.smallWorld(2, 0.5, 3),
        Wiring.scaleFree(2, 3),
        Wiring.modular(2, 0.8, 0.2, 3),
        Wiring.recurrent(0.5, 3),
        Wiring.policy(4, 2, 2, 1, 1, 1, 3),
        Wiring.edge(0, 13).and(Wiring.range(0, 4, 5, 13)),
        Wiring.nonZerosOf(matrix),
        Wiring.largestOf(matrix, 70),
        Wiring.edges(new int[] {0, 5}, new int[] {5, 13}),
        Wiring.dense().keep(0.5, 4).except(Wiring.edge(0, 13)).choose(60, 5));
  }

  @Test
  void everyWiringWiresAsBefore() {
    Roles roles = new Roles(4, true, 6, 3);
    for (Wiring wiring : wirings()) {
      assertEquals(wiring.wire(roles), again(wiring).wire(roles));
      assertEquals(wiring.toString(), again(wiring).toString());
      Wiring wired = Wiring.of(wiring.wire(roles));
      assertEquals(wiring.wire(roles), again(wired).wire(roles));
    }
  }

  @Test
  void aWiringOfManyPartsTravelsToo() {
    Wiring all = Wiring.edge(0, 5);
    for (int i = 0; i < 20_000; i++) {
      all = all.and(Wiring.edge(i % 5, 5 + i % 8));
    }
    Roles roles = new Roles(4, true, 6, 2);
    assertEquals(all.wire(roles), again(all).wire(roles));
  }

  @Test
  void meshesAndTrainingsGiveTheSameBits() {
    Mesh mesh =
        Mesh.of(14)
            .connect(Wiring.random(0.7, 2))
            .inputs(4)
            .outputs(3)
            .target(Target.CLASSES)
            .activation(Activation.TANH)
            .activation(Neurons.hidden(), Activation.of("own", new Squared(), new Doubled()))
            .leak(Neurons.outputs(), 0.5)
            .leak(Neurons.of(6, 8), 0.25);
    Training few = Training.defaults().epochs(3).threads(1);
    double[] each = new double[14];
    each[6] = 0.3;
    for (Training training :
        List.of(
            few.optimiser(Optimiser.sgd(0.1, 0.5)).clipNorm(2).weightDecay(1e-3),
            few.optimiser(Optimiser.rmsProp(0.01)).schedule(Schedule.onPlateau(0, 0.5)).l1(1e-3),
            few.optimiser(
                Optimiser.of(
                    "of one's own",
                    0.1,
                    (w, g, rate, memory) -> {
                      for (int i = 0; i < w.length; i++) {
                        w[i] -= rate * Math.signum(g[i]);
                      }
                    })),
            few.initialisation(Initialisation.uniform(-0.1, 0.3)).dropout(0.2),
            few.dropout(Dropout.byNeuron(each, "of one")).validation(0.3).patience(1),
            few.classWeights(Map.of("setosa", 2.0)).shuffle(false).batchSize(7))) {
      TrainedMesh before = mesh.train(IRIS, "species", training);
      TrainedMesh after = again(mesh).train(IRIS, "species", again(training));
      assertArrayEquals(before.weights(), after.weights());
      assertEquals(mesh.toString(), again(mesh).toString());
      assertEquals(training.toString(), again(training).toString());
      assertEquals(before.evaluate(IRIS).toString(), again(before.evaluate(IRIS)).toString());
    }
  }

  @Test
  void thereIsOneObjectOfWhatIsComparedByIdentity() {
    Activation.all().forEach(f -> assertSame(f, again(f)));
    for (Neurons neurons : List.of(Neurons.all(), Neurons.hidden(), Neurons.outputs())) {
      assertSame(neurons, again(neurons));
    }
  }

  @Test
  void whatCannotTravelIsNamed() {
    DoubleUnaryOperator f = z -> z * z;
    Mesh own =
        Mesh.of(14).connect(Wiring.dense()).activation(Activation.of("own", f, new Doubled()));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Packed.of(own, "the mesh")).getMessage();
    assertTrue(
        message.startsWith("expected what can travel to other machines, but the mesh holds a "),
        message);
    assertTrue(message.contains("PackedTest$$Lambda"), message);
    for (Training training :
        List.of(
            Training.defaults().checkpoints("a.mesh", 1),
            Training.defaults().listen((epoch, epochs) -> {}))) {
      assertThrows(IllegalArgumentException.class, () -> Packed.of(training, "the training"));
    }
    Wiring nested = Wiring.edge(0, 1);
    for (int i : IntStream.range(0, 100_000).toArray()) {
      nested = Wiring.edge(i % 5, 5).except(nested);
    }
    Wiring deep = nested;
    String told =
        assertThrows(IllegalArgumentException.class, () -> Packed.of(deep, "a run")).getMessage();
    assertTrue(told.startsWith("a run has parts nested too deep"), told);
  }
}
