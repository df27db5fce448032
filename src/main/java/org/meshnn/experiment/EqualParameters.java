package org.meshnn.experiment;

import java.util.function.DoubleToIntFunction;
import java.util.function.Function;
import org.meshnn.Mesh;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/**
 * Candidates of one number of parameters, up to a fiftieth.
 *
 * @param solved the setting, in (0, 1], that is solved for it; empty for none
 */
record EqualParameters(int count, String solved) {
  private static final double TOLERANCE = 0.02;
  private static final int HALVINGS = 20;
  private static final int STEPS = 200;
  private static final double STEP = 0.0005;

  EqualParameters {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least 1 parameter, got " + count);
    }
  }

  /**
   * The candidate, with the setting solved.
   *
   * @throws IllegalArgumentException if it has another number of parameters
   */
  Candidate of(Candidate candidate, Function<Candidate, Mesh> mesh, TrainingTable table) {
    if (solved.isEmpty()) {
      require(edges(mesh.apply(candidate), table), "; name a setting to be solved");
      return candidate;
    }
    Nearest nearest = new Nearest(x -> edges(mesh.apply(candidate.with(solved, x)), table));
    nearest.halve();
    nearest.step();
    require(nearest.edges, " at the nearest, with " + Listing.quoted(solved) + " " + nearest.at);
    return candidate.with(solved, nearest.at);
  }

  /** The number in (0, 1] that comes nearest to the count, of those tried. */
  private final class Nearest {
    private final DoubleToIntFunction edgesAt;
    private double at = 1;
    private int edges;

    Nearest(DoubleToIntFunction edgesAt) {
      this.edgesAt = edgesAt;
      edges = edgesAt.applyAsInt(1);
    }

    private int tried(double x) {
      int found = edgesAt.applyAsInt(x);
      if (Math.abs(found - count) < Math.abs(edges - count)) {
        at = x;
        edges = found;
      }
      return found;
    }

    /** As if more were always more edges. */
    void halve() {
      double low = 0;
      double high = 1;
      for (int i = 0; i < HALVINGS && edges != count; i++) {
        double middle = (low + high) / 2;
        if (tried(middle) < count) {
          low = middle;
        } else {
          high = middle;
        }
      }
    }

    /** Edges drawn at random are more only on average: around the number, outwards. */
    void step() {
      double from = at;
      for (int i = 1; i <= STEPS && edges != count; i++) {
        double step = (i % 2 == 0 ? i : -i) * STEP;
        tried(Math.min(1, from * (1 + step)));
      }
    }
  }

  /** The candidate with most edges. */
  Candidate most(Candidate candidate) {
    return solved.isEmpty() ? candidate : candidate.with(solved, 1.0);
  }

  private void require(int edges, String where) {
    if (Math.abs(edges - count) > TOLERANCE * count) {
      throw new IllegalArgumentException(
          "expected "
              + Plural.grouped(count, "parameter")
              + ", up to a fiftieth, got "
              + Listing.count(edges)
              + where);
    }
  }

  /** Of the mesh with the inputs and outputs of the table. */
  private static int edges(Mesh mesh, TrainingTable table) {
    Encoding encoding = table.encoding(table.allRows(), mesh.standardised());
    return mesh.inputs(encoding.inputs()).outputs(encoding.outputs()).topology().edges();
  }

  @Override
  public String toString() {
    return "at "
        + Plural.grouped(count, "parameter")
        + (solved.isEmpty() ? "" : " by " + Listing.quoted(solved));
  }
}
