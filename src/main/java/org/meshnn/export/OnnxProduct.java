package org.meshnn.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.meshnn.plan.Gather;

/**
 * Weighted sums of states, {@code Z = S A + C}, for the edges that lead from some rows of a plan to
 * others; with its weights, which the graph holds once however often they are used.
 *
 * <p>As a rule A is a dense block, and the sum one {@code Gemm}. Where the block would be many
 * times as large, the edges are listed instead: for each target as many sources as the target with
 * most has, filled up with weights 0. States are gathered as rows of the batch, shape (targets,
 * most, batch), weighted and summed.
 */
final class OnnxProduct {
  /**
   * Bytes of the block over bytes of the list from which on edges are listed. A matrix product is
   * about ten times as fast per number as a gather.
   */
  private static final int SPARSE = 10;

  private final OnnxGraph graph;
  private final Gather gather;
  private final int first; // row of the first source
  private final int sources;
  private final int targets;
  private final int most; // sources of one target
  private final double[] weights;
  private final boolean dense;
  private final String matrix;
  private final String indices; // of the listed edges' sources

  /**
   * Adds the weights to a graph.
   *
   * @param name of the weights
   * @param gather the edges; those from rows beyond the sources are left out
   * @param first row of the first source
   * @param sources number of rows, at least 1
   * @param targets number of sums, those without any edge last
   * @param weights of all edges of the mesh
   */
  OnnxProduct(
      OnnxGraph graph,
      String name,
      Gather gather,
      int first,
      int sources,
      int targets,
      double[] weights) {
    this.graph = graph;
    this.gather = gather;
    this.first = first;
    this.sources = sources;
    this.targets = targets;
    this.weights = weights;
    most = mostSources();
    int number = OnnxConstant.bytes(graph.type().getNumber());
    dense = (double) number * sources <= SPARSE * (number + Integer.BYTES) * (double) most;
    long[] shape = dense ? new long[] {targets, sources} : new long[] {targets, most, 1};
    matrix = graph.constant(name, graph.type(), shape, this::writeWeights);
    indices =
        dense
            ? ""
            : graph.constant(
                name + "/sources", DataType.INT32, new long[] {targets, most}, this::writeSources);
  }

  private int mostSources() {
    int found = 1;
    for (int i = 0; i < gather.rows(); i++) {
      int count = 0;
      for (int k = gather.start()[i]; k < gather.start()[i + 1]; k++) {
        count += isSource(k) ? 1 : 0;
      }
      found = Math.max(found, count);
    }
    return found;
  }

  private boolean isSource(int term) {
    return gather.source()[term] - first < sources;
  }

  /** Of target i its weights by source, or the listed ones first and then zeros. */
  private void writeWeights(OnnxConstant.Sink sink) throws IOException {
    double[] row = new double[dense ? sources : most];
    for (int i = 0; i < targets; i++) {
      Arrays.fill(row, 0);
      int next = 0;
      for (int k = start(i); k < start(i + 1); k++) {
        if (isSource(k)) {
          row[dense ? gather.source()[k] - first : next++] = weights[gather.edge()[k]];
        }
      }
      for (double weight : row) {
        sink.put(weight);
      }
    }
  }

  /** Of target i the listed sources; 0 where there is none, beside the weight 0. */
  private void writeSources(OnnxConstant.Sink sink) throws IOException {
    for (int i = 0; i < targets; i++) {
      int listed = 0;
      for (int k = start(i); k < start(i + 1); k++) {
        if (isSource(k)) {
          sink.put((long) gather.source()[k] - first);
          listed++;
        }
      }
      for (; listed < most; listed++) {
        sink.put(0L);
      }
    }
  }

  private int start(int target) {
    return gather.start()[Math.min(target, gather.rows())];
  }

  /**
   * Adds the nodes of a sum.
   *
   * @param output its name
   * @param states shape (batch, sources)
   * @param addend C, shape (batch, targets) or (targets)
   */
  String plus(String output, String states, String addend) {
    if (dense) {
      return graph.node(
          "Gemm", output, List.of(states, matrix, addend), OnnxGraph.whole("transB", 1));
    }
    String rows = graph.node("Transpose", output + "/rows", List.of(states));
    String gathered = graph.node("Gather", output + "/gathered", List.of(rows, indices));
    String weighted = graph.node("Mul", output + "/weighted", List.of(gathered, matrix));
    String axis = graph.row(output + "/axis", 1);
    String sums =
        graph.node(
            "ReduceSum", output + "/sums", List.of(weighted, axis), OnnxGraph.whole("keepdims", 0));
    String sum = graph.node("Transpose", output + "/sum", List.of(sums));
    return graph.node("Add", output, List.of(sum, addend));
  }
}
