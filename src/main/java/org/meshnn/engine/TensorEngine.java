package org.meshnn.engine;

import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;

/** The paper's literal tensor behind the engine's interface, one sample after another. */
final class TensorEngine implements Engine {
  private final Plan plan;
  private final Transition transition;
  private final int capacity;
  private final double[][][] x; // [tick][sample][input]
  private final double[] values; // outputs, then their gradient: a row of samples each
  private final Block outputs;
  private final Block outputGradient;
  private final double[] outputInfluence; // dS_o/dA_e at (sample, o, e)
  private Masks masks = Masks.NONE;
  private long draw;
  private int count;
  private boolean differentiated;

  TensorEngine(Plan plan, Transition transition, int capacity) {
    this.plan = plan;
    this.transition = transition;
    this.capacity = capacity;
    Topology topology = plan.topology();
    Recurrence.requireMemory(topology.neurons(), 1);
    int influences = Requests.requireTensorMemory(topology, capacity);
    int ticks = plan.clamping() == Clamping.PER_TICK ? plan.ticks().size() : 1;
    x = new double[ticks][capacity][topology.inputs()];
    values = new double[2 * capacity * topology.outputs()];
    outputs = new Block(values, 0, capacity, topology.outputs());
    outputGradient = new Block(values, values.length / 2, capacity, topology.outputs());
    outputInfluence = new double[influences];
  }

  @Override
  public boolean suits(long samples) {
    return false;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void load(int tick, DMatrixRMaj source, int[] order, int from, int count) {
    Requests.requireBatch(plan, tick, source, count, capacity);
    this.count = count;
    for (int p = 0; p < count; p++) {
      System.arraycopy(
          source.data, order[from + p] * source.numCols, x[tick - 1][p], 0, source.numCols);
    }
  }

  @Override
  public void dropout(Masks masks, long draw) {
    masks.requireFor(plan.topology().neurons());
    this.masks = masks;
    this.draw = draw;
  }

  @Override
  public void forward(double[] weights, boolean differentiate) {
    Requests.requirePerEdge(plan, "weight", weights);
    differentiated = differentiate;
    Topology topology = plan.topology();
    Recurrence mesh =
        differentiate
            ? Recurrence.withTensor(topology, transition, weights)
            : Recurrence.ofStates(topology, transition, weights);
    for (int p = 0; p < count; p++) {
      mesh.reset();
      for (int t = 1; t <= plan.ticks().size(); t++) {
        mesh.tick(x[Math.min(t, x.length) - 1][p], masks, draw, t, p);
      }
      for (int o = 0; o < topology.outputs(); o++) {
        int j = topology.roles().firstOutput() + o;
        values[o * capacity + p] = mesh.state(j);
        if (differentiate) {
          copyInfluence(mesh, j, (p * topology.outputs() + o) * topology.edges());
        }
      }
    }
  }

  private void copyInfluence(Recurrence mesh, int j, int offset) {
    Topology topology = plan.topology();
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        outputInfluence[offset + e] = mesh.influence(topology.source(e), to, j);
      }
    }
  }

  @Override
  public Block outputs() {
    return outputs;
  }

  @Override
  public Block outputGradient() {
    return outputGradient;
  }

  /** dL/dA_e = sum over samples and outputs of dL/dS_o dS_o/dA_e. */
  @Override
  public void gradient(double[] weights, double[] gradient) {
    Requests.requirePerEdge(plan, "weight", weights);
    Requests.requirePerEdge(plan, "gradient value", gradient);
    Requests.requireDifferentiated(differentiated);
    java.util.Arrays.fill(gradient, 0);
    int outputCount = plan.topology().outputs();
    for (int p = 0; p < count; p++) {
      for (int o = 0; o < outputCount; o++) {
        int offset = (p * outputCount + o) * gradient.length;
        double g = values[values.length / 2 + o * capacity + p];
        for (int e = 0; e < gradient.length; e++) {
          gradient[e] += g * outputInfluence[offset + e];
        }
      }
    }
  }
}
