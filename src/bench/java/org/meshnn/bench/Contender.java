package org.meshnn.bench;

/** Who takes the step; a column of the report. */
enum Contender {
  FORWARD_ONLY("**forward-only**"),
  FORWARD_ONLY_2("forward-only, 2 threads"),
  SINGLE("forward-only, single precision"),
  SINGLE_2("forward-only, single precision, 2 threads"),
  BACKWARD("back-propagation"),
  SCALAR("forward-only, scalar kernels"),
  TENSOR("literal tensor"),
  NUMPY("NumPy tensor"),
  TORCH32("PyTorch f32"),
  TORCH64("PyTorch f64"),
  TORCH32_2("PyTorch f32, 2 threads"),
  TORCH64_2("PyTorch f64, 2 threads"),
  DJL32("DJL f32"),
  DJL64("DJL f64");

  final String title;

  Contender(String title) {
    this.title = title;
  }
}
