package org.meshnn.train;

/**
 * One cycle (Smith and Topin, Super-convergence, 2018), by step, each half on half a cosine: the
 * rate rises from {@code start} of the optimiser's to all of it at step {@code rise * steps - 1},
 * and falls to {@code end} of it at the last. The momentum stays.
 *
 * @param rise part of all steps, in (0, 1)
 * @param start part of the optimiser's rate, in (0, 1]
 * @param end part of the optimiser's rate, in [0, 1]
 */
public record OneCycle(double rise, double start, double end) implements Schedule {

  /**
   * Checks the ranges.
   *
   * @param rise in (0, 1)
   * @param start in (0, 1]
   * @param end in [0, 1]
   * @throws IllegalArgumentException if one is outside its range
   */
  public OneCycle {
    if (!(rise > 0 && rise < 1)) {
      throw new IllegalArgumentException(
          "the rate of one cycle rises in a part of the training in (0, 1), for example 0.3; got "
              + rise);
    }
    if (!(start > 0 && start <= 1) || !(end >= 0 && end <= 1)) {
      throw new IllegalArgumentException(
          "one cycle starts and ends with parts of the optimiser's rate up to 1; got "
              + start
              + " and "
              + end);
    }
  }

  /**
   * {@return the same that rises in another part of the training}
   *
   * @param part of all steps, in (0, 1)
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  public OneCycle rise(double part) {
    return new OneCycle(part, start, end);
  }

  @Override
  public Rates start(int epochs, long stepsPerEpoch) {
    long steps = epochs * stepsPerEpoch;
    double top = rise * steps - 1;
    return step ->
        step <= top
            ? CosineDecay.between(start, 1, top > 0 ? step / top : 1)
            : CosineDecay.between(1, end, Math.min(1, (step - top) / (steps - 1 - top)));
  }

  @Override
  public boolean goesByEpochsPlanned() {
    return true;
  }

  @Override
  public String toString() {
    return "in one cycle, up in " + rise + " of the steps";
  }
}
