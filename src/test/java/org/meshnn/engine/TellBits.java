package org.meshnn.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.Mesh;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Loss;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** Tells hashes of what a JVM computes: one line for each kind of work. */
final class TellBits {
  private TellBits() {}

  public static void main(String[] none) {
    System.out.println(Engine.kernels());
    for (GradientMethod method : GradientMethod.values()) {
      tell("meshes, " + method, RandomMeshes.cases(44).mapToInt(mesh -> hash(mesh, method)));
    }
    for (Wiring wiring :
        List.of(Wiring.dense(), Wiring.random(0.3, 2), Wiring.range(2, 12, 8, 21))) {
      Topology topology = wiring.wire(new Roles(8, true, 13, 4));
      tell("batches, " + topology, batches().map(batch -> hash(batch(topology, batch))));
    }
    Topology perceptron = Wiring.layered(12).wire(new Roles(150, true, 12, 10));
    tell("perceptron", IntStream.of(1, 31, 32).map(batch -> hash(batch(perceptron, batch))));
    tell("streams", IntStream.range(0, 33).map(seed -> hash(StreamCase.of(seed))));
    tell("training", IntStream.range(0, 2).map(TellBits::training));
    tell("sequences", IntStream.of(sequences()));
  }

  private static void tell(String work, IntStream hashes) {
    System.out.println(work + ": " + Arrays.toString(hashes.toArray()));
  }

  private static IntStream batches() {
    return IntStream.of(1, 2, 3, 5, 7, 8, 9, 10, 16, 17, 23, 24, 25, 28, 31, 32, 33, 64, 100, 300);
  }

  private static int hash(Case mesh, GradientMethod method) {
    double[] probabilities = new double[mesh.topology().neurons()];
    Arrays.fill(probabilities, 0.2);
    Masks masks = mesh.batch() % 2 == 0 ? Masks.of(probabilities) : Masks.NONE;
    Case.Answer answer = mesh.ask(method, masks, 1);
    return Arrays.hashCode(
        new int[] {
          Double.hashCode(answer.loss()),
          Arrays.hashCode(answer.gradient()),
          Arrays.hashCode(answer.outputs().data)
        });
  }

  private static int hash(Case mesh) {
    return 31 * hash(mesh, GradientMethod.FORWARD_ONLY) + hash(mesh, GradientMethod.BACKWARD);
  }

  private static Case batch(Topology topology, int batch) {
    RandomGenerator random = RandomMeshes.generator(batch);
    DMatrixRMaj x = new DMatrixRMaj(batch, topology.inputs());
    Arrays.setAll(x.data, i -> random.nextDouble(-1, 1));
    DMatrixRMaj y = new DMatrixRMaj(batch, topology.outputs());
    for (int p = 0; p < batch; p++) {
      y.set(p, random.nextInt(topology.outputs()), 1);
    }
    double[] weights = random.doubles(topology.edges(), -0.7, 0.7).toArray();
    Transition transition =
        new Transition(Activation.TANH, Activation.IDENTITY)
            .with(Neurons.hidden(0.5, batch), Activation.all().get(batch % 11))
            .with(Neurons.hidden(0.3, batch), 0.4);
    int ticks = 2 + batch % 3;
    return new Case(topology, ticks, transition, weights, List.of(x), y, Loss.CROSS_ENTROPY);
  }

  private static int hash(StreamCase streams) {
    int hash = 0;
    for (OnlineGradient gradient :
        List.of(
            OnlineGradient.exact(),
            new OnlineGradient(OnlineGradient.Kind.EXACT_TICK_BY_TICK, 0),
            new OnlineGradient(OnlineGradient.Kind.EXACT_BY_BLOCKS, 0),
            OnlineGradient.snap(2),
            OnlineGradient.truncated(3))) {
      for (double[] each : streams.gradients(streams.engine(gradient), 0, 7)) {
        hash = 31 * hash + Arrays.hashCode(each);
      }
    }
    return hash;
  }

  /** The weights after some epochs, with dropout and without. */
  private static int training(int dropout) {
    Table moons = Datasets.moons(1);
    Training training =
        Training.defaults().epochs(3).batchSize(50).dropout(0.2 * dropout).validation(0.2).seed(7);
    return Arrays.hashCode(
        Mesh.of(20).connect(Wiring.random(0.5, 3)).train(moons, "label", training).weights());
  }

  private static int sequences() {
    Sequences spots =
        Sequences.of(Datasets.sunspots())
            .orderedBy("year")
            .forecast("sunspots")
            .horizon(1)
            .window(20);
    return Arrays.hashCode(
        Mesh.of(12)
            .connect(Wiring.dense())
            .activation(Activation.SIGMOID)
            .train(spots, Training.defaults().epochs(2).seed(new Random(3).nextInt()))
            .weights());
  }
}
