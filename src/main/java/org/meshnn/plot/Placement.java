package org.meshnn.plot;

/** Where the neurons of a mesh are drawn. The same mesh is drawn alike every time. */
public enum Placement {
  /**
   * Inputs and bias in a column on the left, outputs on the right, hidden neurons between them: in
   * columns by depth if their edges form layers, else on an ellipse. Up to 60 neurons.
   */
  BY_ROLE(60),

  /**
   * In columns by the fewest edges from an input, the bias beside the inputs; neurons that no input
   * reaches in the last. Up to 300 neurons.
   */
  BY_DISTANCE(300),

  /** On an ellipse in the order of their numbers, from the left on clockwise. Up to 300 neurons. */
  CIRCLE(300),

  /**
   * Edges pull and neurons push each other away (Fruchterman and Reingold, Software: Practice and
   * Experience 21, 1991), from a circle on. Up to 300 neurons.
   */
  FORCE(300),

  /**
   * By the second and third eigenvector of the graph's Laplacian without directions, normalised by
   * degrees (Hall, Management Science 17, 1970; Koren, Computers and Mathematics with Applications
   * 49, 2005): neurons that share edges come to lie close together. Up to 300 neurons.
   */
  SPECTRAL(300);

  private final int most;

  Placement(int most) {
    this.most = most;
  }

  /** {@return the most neurons that are drawn so; a larger mesh is drawn as a matrix} */
  public int mostNeurons() {
    return most;
  }
}
