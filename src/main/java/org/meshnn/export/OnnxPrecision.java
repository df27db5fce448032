package org.meshnn.export;

/** The numbers that an ONNX file computes with. */
public enum OnnxPrecision {
  /**
   * Single precision, what runtimes are fastest at. A prediction agrees with Java's to about 1e-6
   * of its size; the file is half as large.
   */
  FLOAT32,
  /** Double precision, Java's own. Only the order of sums differs. */
  FLOAT64
}
