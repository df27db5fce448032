package org.meshnn.train;

/**
 * Some of the samples in memory, which are not copied.
 *
 * @param all of which they are
 * @param rows their numbers, ascending, each in [0, size of all)
 */
public record SamplePart(Samples all, int[] rows) implements RowSource {

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int inputs() {
    return all.inputs();
  }

  @Override
  public int targets() {
    return all.targets();
  }

  @Override
  public int[] order() {
    return rows.clone();
  }

  @Override
  public RowReader reader(int most) {
    return all.reader(most);
  }

  @Override
  public void prefetch(int[] order, int from, int most) {
    all.prefetch(order, from, most);
  }

  @Override
  public double largestInput() {
    return all.largestInput();
  }

  @Override
  public double largestTarget() {
    return all.largestTarget();
  }
}
