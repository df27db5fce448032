package org.meshnn.engine;

import java.util.Arrays;
import org.meshnn.graph.Topology;

/** The paper's literal tensor, step after step, a mesh of its own for each stream. */
final class TensorStreams implements Streams {
  private final Topology topology;
  private final Recurrence[] meshes;
  private final double[][] x; // [lane][input]
  private final double[] values; // outputs, then dL/dS of them: a row of streams each
  private final Block outputs;
  private final Block outputGradient;
  private final double[] weights; // of the meshes, shared with them
  private final int ticksPerStep;

  TensorStreams(Topology topology, Transition transition, int ticksPerStep, int lanes) {
    Recurrence.requireMemory(topology.neurons(), lanes);
    this.topology = topology;
    this.ticksPerStep = ticksPerStep;
    weights = new double[topology.edges()];
    meshes = new Recurrence[lanes];
    Arrays.setAll(meshes, lane -> Recurrence.withTensor(topology, transition, weights));
    x = new double[lanes][topology.inputs()];
    values = new double[2 * lanes * topology.outputs()];
    outputs = new Block(values, 0, lanes, topology.outputs());
    outputGradient = new Block(values, values.length / 2, lanes, topology.outputs());
  }

  @Override
  public void reset(int lane) {
    meshes[lane].reset();
    Arrays.fill(x[lane], 0);
  }

  @Override
  public void clamp(int lane, double[] inputs, int from) {
    System.arraycopy(inputs, from, x[lane], 0, topology.inputs());
  }

  @Override
  public void step(double[] now) {
    System.arraycopy(now, 0, weights, 0, weights.length);
    for (int lane = 0; lane < meshes.length; lane++) {
      for (int tick = 0; tick < ticksPerStep; tick++) {
        meshes[lane].tick(x[lane]);
      }
      for (int o = 0; o < topology.outputs(); o++) {
        values[outputs.at(o) + lane] = meshes[lane].state(topology.roles().firstOutput() + o);
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

  /** dL/dA[a, b] += sum over streams and outputs of dL/dS_o G[a, b, o]. */
  @Override
  public void addGradient(double[] now, double[] gradient) {
    for (int lane = 0; lane < meshes.length; lane++) {
      for (int o = 0; o < topology.outputs(); o++) {
        double error = outputGradient.value(o, lane);
        int output = topology.roles().firstOutput() + o;
        for (int b = 0; b < topology.neurons(); b++) {
          for (int e = topology.columnStart(b); e < topology.columnEnd(b); e++) {
            gradient[e] += error * meshes[lane].influence(topology.source(e), b, output);
          }
        }
      }
    }
  }
}
