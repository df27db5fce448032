package org.meshnn.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.meshnn.engine.GradientMethod;
import org.meshnn.graph.Topology;
import org.meshnn.text.Required;

/**
 * All that a training under way is, beside its settings and its rows: from here it goes on as if it
 * had never stopped, see {@link Trainer#fit(TrainingState, java.util.function.Consumer)}. What its
 * random generators have given is not kept: they are drawn from again, as often as {@code epochs},
 * {@code steps} and {@code rewirings} say. The arrays are shared.
 *
 * @param topology the edges now
 * @param weights one per edge
 * @param memory what the optimiser remembers
 * @param steps optimiser steps taken
 * @param epochs the whole epochs run
 * @param rewirings up to here
 * @param seconds trained up to here
 * @param best of the epochs
 * @param part the part of an epoch that was run after them; empty at the end of an epoch
 * @param gradient the method that was taken; empty at the beginning, where it is not chosen yet
 */
public record TrainingState(
    Topology topology,
    double[] weights,
    Optimiser.Memory memory,
    long steps,
    List<Epoch> epochs,
    List<Rewired> rewirings,
    double seconds,
    Best best,
    Optional<Part> part,
    Optional<GradientMethod> gradient) {

  /**
   * The epoch of lowest loss, or of the best {@linkplain Training#monitor metric}, by which
   * training stops early and falls back after a divergence.
   *
   * @param topology its edges
   * @param weights one per edge: those that its loss was measured with, or where no epoch was
   *     finished, those that training began with
   * @param loss the lowest, or the metric that was watched, minus it where more is better; infinite
   *     where no epoch was finished
   * @param epoch its number, or 0 where none was finished
   */
  public record Best(Topology topology, double[] weights, double loss, int epoch) {}

  /**
   * A part of an epoch, whose other batches are still to come.
   *
   * @param topology the edges before its first batch
   * @param begunWith the weights before its first batch, one per edge
   * @param loss of its batches, summed over their samples
   * @param score what the metric adds up, summed over their samples
   */
  public record Part(Topology topology, double[] begunWith, double loss, double score) {}

  /**
   * Checks that the parts belong together.
   *
   * @param topology the edges now
   * @param weights one per edge
   * @param memory what the optimiser remembers
   * @param steps 0 or more
   * @param epochs numbered from 1
   * @param rewirings up to here
   * @param seconds 0 or more
   * @param best of the epochs, with a weight per edge of its own
   * @param part with a weight per edge of its own
   * @param gradient not {@link GradientMethod#AUTO}
   * @throws IllegalArgumentException if they do not
   */
  public TrainingState {
    Required.of(topology, "the edges, for example those of a plan");
    Required.of(weights, "weights, one per edge");
    Required.of(memory, "what the optimiser remembers");
    Required.of(best, "the best epoch, for example that of TrainingState.begin(..)");
    Required.of(part, "the part of an epoch, for example Optional.empty()");
    epochs = List.copyOf(Required.of(epochs, "the epochs run, for example List.of()"));
    rewirings = List.copyOf(Required.of(rewirings, "the rewirings, for example List.of()"));
    for (int i = 0; i < epochs.size(); i++) {
      require("epoch " + (i + 1), epochs.get(i).number() == i + 1, epochs.get(i).number());
    }
    require("0 or more steps", steps >= 0, steps);
    require("0 or more seconds", seconds >= 0, seconds);
    require("one of the epochs as the best", isOneOf(epochs, best.epoch()), best.epoch());
    gradient.ifPresent(
        taken -> require("the gradient that was taken", taken != GradientMethod.AUTO, taken));
    requireAsMany(topology, weights);
    requireAsMany(best.topology(), best.weights());
    part.ifPresent(begun -> requireAsMany(begun.topology(), begun.begunWith()));
  }

  private static boolean isOneOf(List<Epoch> epochs, int number) {
    return number >= 0 && number <= epochs.size();
  }

  private static void require(String expected, boolean holds, Object got) {
    if (!holds) {
      throw new IllegalArgumentException(
          "expected the state of a training with " + expected + ", got " + got);
    }
  }

  private static void requireAsMany(Topology edges, double[] weights) {
    if (weights.length != edges.edges()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected the state of a training with a weight for each of %,d edges, got %,d",
              edges.edges(),
              weights.length));
    }
  }

  /**
   * {@return the state before the first epoch}
   *
   * @param topology the edges to begin with
   * @param weights to begin with, one per edge
   * @param memory what the optimiser remembers
   * @throws IllegalArgumentException if one is null, or there is not one weight per edge
   */
  public static TrainingState begin(Topology topology, double[] weights, Optimiser.Memory memory) {
    Best none = new Best(topology, weights, Double.POSITIVE_INFINITY, 0);
    return new TrainingState(
        topology,
        weights,
        memory,
        0,
        List.of(),
        List.of(),
        0,
        none,
        Optional.empty(),
        Optional.empty());
  }
}
