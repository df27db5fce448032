package org.meshnn.graph;

/**
 * Every neuron of one layer to every neuron of the next, without the bias.
 *
 * @param widths of the hidden layers
 * @param pair which: 0 from the inputs to the first hidden layer, {@code widths.length} from the
 *     last one to the outputs
 */
record LayerPair(int[] widths, int pair) implements Rule {

  @Override
  public EdgeSet edges(Roles roles) {
    return range(roles).edges(roles);
  }

  /**
   * The neurons of both layers.
   *
   * @throws IllegalArgumentException if the layers are not all of the hidden neurons
   */
  Range range(Roles roles) {
    Rule.requireHidden(roles, "a mesh of layers " + Layers.listed(widths), Layers.placed(widths));
    int from = 0;
    int width = roles.inputs();
    int next = roles.clamped();
    for (int layer = 0; layer < pair; layer++) {
      from = next;
      width = widths[layer];
      next += width;
    }
    int nextWidth = pair < widths.length ? widths[pair] : roles.outputs();
    return new Range(from, from + width - 1, next, next + nextWidth - 1);
  }

  @Override
  public String toString() {
    return "layers " + pair + " -> " + (pair + 1) + " of " + Layers.listed(widths);
  }
}
