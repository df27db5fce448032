package org.meshnn.graph;

/** Edges that are added to a set, and others that are taken out of it. */
record Change(EdgeSet added, EdgeSet removed) {

  /**
   * What is said of single edges, in their order; of one edge the last word counts. Two stable
   * counting sorts, by source and then by target: linear in edges and neurons.
   *
   * @param to target of an edge that is added, and {@code ~target} of one that is removed
   */
  static Change of(int neurons, int[] from, int[] to, int count) {
    int[] bySource = new int[neurons + 1];
    int[] byTarget = new int[neurons + 1];
    for (int e = 0; e < count; e++) {
      bySource[from[e] + 1]++;
      byTarget[neuron(to[e]) + 1]++;
    }
    for (int j = 0; j < neurons; j++) {
      bySource[j + 1] += bySource[j];
      byTarget[j + 1] += byTarget[j];
    }
    int[] target = new int[count];
    for (int e = 0; e < count; e++) {
      target[bySource[from[e]]++] = to[e]; // in the end each source's end
    }
    int[] source = new int[count];
    int i = 0;
    for (int s = 0; s < neurons; s++) {
      for (; i < bySource[s]; i++) {
        source[byTarget[neuron(target[i])]++] = target[i] < 0 ? ~s : s;
      }
    }
    return ofColumns(neurons, byTarget, source);
  }

  private static Change ofColumns(int neurons, int[] columnEnd, int[] source) {
    EdgeSet.Builder added = new EdgeSet.Builder(neurons, source.length);
    EdgeSet.Builder removed = new EdgeSet.Builder(neurons, 0);
    int i = 0;
    for (int to = 0; to < neurons; to++) {
      for (; i < columnEnd[to]; i++) {
        int from = neuron(source[i]);
        if (i + 1 == columnEnd[to] || neuron(source[i + 1]) != from) {
          (source[i] < 0 ? removed : added).add(from);
        }
      }
      added.endColumn();
      removed.endColumn();
    }
    return new Change(added.build(), removed.build());
  }

  /** The neuron of j or of ~j. */
  private static int neuron(int word) {
    return word ^ word >> 31;
  }

  long size() {
    return (long) added.size() + removed.size();
  }

  /** This change and then another. */
  Change then(Change later) {
    return new Change(
        added.minus(later.removed).union(later.added),
        removed.minus(later.added).union(later.removed));
  }

  /** The set, changed. */
  EdgeSet of(EdgeSet before) {
    return before.minus(removed).union(added);
  }
}
