package org.meshnn.file;

/** How the numbers of a row file are kept. */
public enum Precision {
  /**
   * 4 bytes a number: each is rounded to 24 binary digits, an error of at most 6e-8 of it. A mesh
   * learns from the rounded numbers, and computes in doubles. Columns whose spread this would blur,
   * less than a thousand steps from the smallest to the largest, are refused.
   */
  FLOAT(Float.BYTES),
  /** 8 bytes a number: a mesh learns to the bits that it would from the table in memory. */
  DOUBLE(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** {@return bytes of a number} */
  public int bytes() {
    return bytes;
  }
}
