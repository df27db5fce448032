package org.meshnn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meshnn.graph.Wiring;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * Sparse evolutionary training (SET; Mocanu et al., Scalable training of artificial neural networks
 * with adaptive sparse connectivity inspired by network science, Nature Communications 9, 2018).
 * After each epoch, the last one aside, the fraction zeta of the positive weights and of the
 * negative ones, those nearest to 0, are dropped, and as many edges are grown at random, each pair
 * without an edge being as likely; one that was just dropped may come again, as a new one. New
 * weights are drawn by the training's initialisation, by the number of edges that their target has
 * now; where that is given weights or a spectral radius, by {@link Initialisation#he}.
 *
 * <p>Edges come and go within one region, or within several parts each of which keeps its number of
 * edges: published SET rewires each layer of a perceptron by itself. Edges outside stay as they
 * are. A sparse perceptron of two layers of 10, its bias left alone, as published:
 *
 * <pre>{@code
 * Mesh.of(28).connect(Wiring.sparseLayered(2, 1, 10, 10));
 * Rewiring.set(0.3).within(Wiring.betweenLayers(10, 10));
 * }</pre>
 *
 * <p>Work of a rewiring: linear in edges (sorted, so with a logarithm) and neurons, and in the
 * pairs of the parts where such are named.
 *
 * @param fraction zeta, in (0, 1)
 * @param within the parts; empty for one of all pairs that lead to hidden and output neurons
 */
public record SparseEvolution(double fraction, List<Wiring> within) implements Rewiring {
  private static final String WIRING = "a wiring, for example Wiring.layered(100, 100)";
  private static final String BETWEEN = "Wiring.betweenLayers(100, 100)";

  /**
   * Checks the range.
   *
   * @param fraction in (0, 1)
   * @param within copied
   * @throws IllegalArgumentException if the fraction is not in (0, 1)
   */
  public SparseEvolution {
    requireFraction("the fraction of edges that are replaced", fraction);
    within = copyOf(within);
  }

  /**
   * {@return the same, within parts of the mesh}
   *
   * @param part whose edges are replaced by others of it
   * @param more other parts; no two may have an edge in common, which is looked at when training
   *     begins
   * @throws IllegalArgumentException if one is null
   */
  public SparseEvolution within(Wiring part, Wiring... more) {
    return new SparseEvolution(fraction, parts(part, more));
  }

  /**
   * {@return the same, within parts of the mesh}
   *
   * @param parts each of whose edges are replaced by others of it, for example {@link
   *     Wiring#betweenLayers}; no two may have an edge in common, which is looked at when training
   *     begins
   * @throws IllegalArgumentException if there is none, or one is null
   */
  public SparseEvolution within(List<Wiring> parts) {
    return new SparseEvolution(fraction, parts(parts));
  }

  /** Refuses what is not in (0, 1). */
  static void requireFraction(String what, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(what + " must be in (0, 1); got " + value);
    }
  }

  /** A copy of the parts, none of them null. */
  static List<Wiring> copyOf(List<Wiring> within) {
    Required.of(within, "wirings, or List.of() for all pairs");
    within.forEach(part -> Required.of(part, WIRING));
    return List.copyOf(within);
  }

  /** The parts of a region, one at least. */
  static List<Wiring> parts(Wiring first, Wiring... more) {
    List<Wiring> parts = new ArrayList<>(List.of(Required.of(first, WIRING)));
    parts.addAll(Arrays.asList(Required.of(more, WIRING)));
    return parts(parts);
  }

  /** Refuses none, and null. */
  static List<Wiring> parts(List<Wiring> parts) {
    if (Required.of(parts, "a wiring or more, for example " + BETWEEN).isEmpty()) {
      throw new IllegalArgumentException("expected a wiring or more, for example " + BETWEEN);
    }
    parts.forEach(part -> Required.of(part, WIRING));
    return parts;
  }

  /** The parts in words; empty for all pairs. */
  static String inWords(List<Wiring> parts) {
    return parts.isEmpty() ? "" : ", within " + Listing.of(parts);
  }

  @Override
  public String toString() {
    return "SET of " + fraction + inWords(within);
  }
}
