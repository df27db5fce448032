package org.meshnn.graph;

/**
 * A graph of the hidden neurons, and around it what all such wirings have: inputs and bias to every
 * hidden neuron, hidden neurons and bias to every output.
 */
interface HiddenModel extends Rule {

  /**
   * The edges among the hidden neurons, which are counted from 0 here.
   *
   * @throws IllegalArgumentException if there are too few or too many of them
   */
  EdgeSet among(Roles roles);

  @Override
  default EdgeSet edges(Roles roles) {
    int hidden = roles.hidden();
    int bias = roles.bias() ? 1 : 0;
    long around = (long) hidden * roles.clamped() + (long) roles.outputs() * (hidden + bias);
    EdgeSet.requireRoom(around);
    EdgeSet model = among(roles);
    EdgeSet.requireRoom(around + model.size());
    EdgeSet.Builder edges = new EdgeSet.Builder(roles.neurons(), around + model.size());
    int first = roles.clamped();
    for (int to = 0; to < roles.neurons(); to++) {
      if (roles.isOutput(to)) {
        edges.addRange(roles.inputs(), roles.firstOutput()); // the bias, if any, and all hidden
      } else if (!roles.isClamped(to)) {
        edges.addRange(0, first);
        for (int e = model.columnStart[to - first]; e < model.columnStart[to - first + 1]; e++) {
          edges.add(first + model.source[e]);
        }
      }
      edges.endColumn();
    }
    return edges.build();
  }
}
