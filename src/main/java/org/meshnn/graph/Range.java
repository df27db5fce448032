package org.meshnn.graph;

/** Every neuron of one range to every neuron of another; both ends of a range belong to it. */
record Range(int fromFirst, int fromLast, int toFirst, int toLast) implements Rule {

  @Override
  public EdgeSet edges(Roles roles) {
    long count = count(roles);
    EdgeSet.Builder edges = new EdgeSet.Builder(roles.neurons(), count);
    for (int to = 0; to < roles.neurons(); to++) {
      if (to >= toFirst && to <= toLast) {
        edges.addRange(fromFirst, fromLast + 1);
      }
      edges.endColumn();
    }
    return edges.build();
  }

  /** One by one where the edges are fewer than the columns of a set. */
  @Override
  public void addTo(Draft draft, Roles roles) {
    if (count(roles) >= roles.neurons()) {
      draft.add(edges(roles));
      return;
    }
    for (int to = toFirst; to <= toLast; to++) {
      for (int from = fromFirst; from <= fromLast; from++) {
        draft.add(from, to);
      }
    }
  }

  private long count(Roles roles) {
    Rule.requireNeuron(roles, fromFirst);
    Rule.requireNeuron(roles, fromLast);
    Rule.requireNeuron(roles, toFirst);
    Rule.requireNeuron(roles, toLast);
    EdgeSet.requireRoom(pairs());
    return pairs();
  }

  /** How many pairs of neurons there are. */
  long pairs() {
    return (fromLast - fromFirst + 1L) * (toLast - toFirst + 1L);
  }
}
