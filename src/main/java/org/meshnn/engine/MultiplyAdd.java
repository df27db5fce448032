package org.meshnn.engine;

/**
 * The multiply-add of all plain loops: rounded once, as vectors do it. Where the processor has no
 * such instruction {@link Math#fma} takes BigDecimal and thousands of times as long: there it is
 * rounded twice, and results differ in their last bits from those of other machines.
 */
final class MultiplyAdd {
  /** Whether it is rounded once. */
  static final boolean FUSED = VectorSupport.hasFastMultiplyAdd();

  private MultiplyAdd() {}

  /** {@code a b + c}. */
  static double of(double a, double b, double c) {
    return FUSED ? Math.fma(a, b, c) : a * b + c;
  }
}
