package org.meshnn.protocol;

/**
 * What is asked step by step, of some lanes: streams side by side.
 *
 * @param lanes how many streams
 * @param inputs of each
 * @param outputs of each: values, or one for each class
 * @param classes whether classes are asked
 * @param x of each step, shape (lanes, inputs)
 * @param y of each step: values, shape (lanes, outputs), or a class for each lane; NaN where
 *     nothing is asked
 * @param begins of each step, for each lane, whether its state becomes 0 before
 */
record Course(
    int lanes,
    int inputs,
    int outputs,
    boolean classes,
    double[][] x,
    double[][] y,
    boolean[][] begins) {

  /** Room for so many steps, all 0. */
  static Course empty(int lanes, int inputs, int outputs, boolean classes, int steps) {
    return new Course(
        lanes,
        inputs,
        outputs,
        classes,
        new double[steps][lanes * inputs],
        new double[steps][lanes * (classes ? 1 : outputs)],
        new boolean[steps][lanes]);
  }

  int steps() {
    return x.length;
  }
}
