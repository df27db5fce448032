package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;
import org.meshnn.train.Samples;

/** Cuts ordered rows into sequences and copies them out as samples. */
final class SequenceCutter {
  private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8; // of an array

  private final SequenceEncoding encoding;
  private final Windows windows;
  private final Predicted predicted;
  private final Sequences sequences;
  private final OrderedRows ordered;
  private final Truths truths;
  private final boolean learning;
  private final int[] targetsBefore;

  /** Positions of a sequence, from the first to before the end. */
  private record Cut(int from, int end) {
    int steps() {
      return end - from;
    }
  }

  SequenceCutter(
      SequenceEncoding encoding,
      Sequences sequences,
      OrderedRows ordered,
      Truths truths,
      boolean learning) {
    this.encoding = encoding;
    windows = encoding.windows();
    predicted = encoding.predicted();
    this.sequences = sequences;
    this.ordered = ordered;
    this.truths = truths;
    this.learning = learning;
    targetsBefore = targetsBefore();
  }

  /** The sequences of all inputs, shape (positions, inputs). */
  EncodedSequences cut(DMatrixRMaj inputs) {
    List<Cut> cuts = cuts();
    if (cuts.isEmpty()) {
      throw new IllegalArgumentException(
          "no sequence has a step to "
              + (learning ? "learn from" : "predict at")
              + ": expected a series of more than "
              + (windows.warmUp() + (learning ? predicted.furthest() : 0))
              + " rows (warm-up"
              + (learning && predicted.forecast() ? " and horizon" : "")
              + ")"
              + (learning ? " with known values to predict" : "")
              + ", the longest has "
              + longestPiece()
              + "; hand in longer series");
    }
    int steps =
        windows.whole() ? cuts.stream().mapToInt(Cut::steps).max().orElseThrow() : windows.length();
    int[] targetSteps = windows.targetSteps(steps);
    requireMemory(cuts.size(), steps, targetSteps.length);
    DMatrixRMaj x = new DMatrixRMaj(cuts.size(), steps * encoding.inputs());
    DMatrixRMaj y = new DMatrixRMaj(cuts.size(), targetSteps.length * encoding.outputs());
    x.fill(Double.NaN);
    y.fill(Double.NaN);
    int[][] origins = new int[cuts.size()][];
    for (int s = 0; s < origins.length; s++) {
      Cut cut = cuts.get(s);
      int values = cut.steps() * inputs.numCols;
      System.arraycopy(
          inputs.data, cut.from * inputs.numCols, x.data, (s + 1) * x.numCols - values, values);
      origins[s] = origins(cut, steps, targetSteps);
      writeTargets(origins[s], y, s);
    }
    return new EncodedSequences(
        encoding,
        sequences.table(),
        ordered,
        truths,
        new Samples(x, y),
        steps,
        targetSteps,
        origins);
  }

  private int longestPiece() {
    return IntStream.range(0, ordered.pieces())
        .map(p -> ordered.begins()[p + 1] - ordered.begins()[p])
        .max()
        .orElseThrow();
  }

  private List<Cut> cuts() {
    boolean eachRow = !learning && predicted.meaning() != Predicted.Meaning.LABEL;
    int stride = eachRow ? 1 : windows.stride();
    List<Cut> cuts = new ArrayList<>();
    for (int p = 0; p < ordered.pieces(); p++) {
      int from = ordered.begins()[p];
      int end = ordered.begins()[p + 1] - (learning ? predicted.furthest() : 0);
      if (windows.whole() || end - from < windows.length()) {
        add(cuts, from, end);
      } else {
        for (int s = from; s + windows.length() <= end; s += stride) {
          add(cuts, s, s + windows.length());
        }
      }
    }
    return cuts;
  }

  private void add(List<Cut> cuts, int from, int end) {
    int first = windows.everyStep() ? from + windows.warmUp() : Math.max(from, end - 1);
    boolean hasTarget = first < end && targetsBefore[end] > targetsBefore[first];
    if (hasTarget && end - from > windows.warmUp()) {
      cuts.add(new Cut(from, end));
    }
  }

  /** For each position, and their end, how many positions before it {@link #isTarget}. */
  private int[] targetsBefore() {
    int[] before = new int[ordered.size() + 1];
    for (int p = 0; p < ordered.size(); p++) {
      before[p + 1] = before[p] + (isTarget(p) ? 1 : 0);
    }
    return before;
  }

  /** Whether something may be learned, or predicted, at a position. */
  private boolean isTarget(int position) {
    int nearest = position + predicted.horizons().get(0);
    int asked = Math.min(nearest, ordered.end(position) - 1);
    return sequences.asks(ordered.rows()[asked]) && (!learning || isKnown(position));
  }

  /** Whether that is so at a position of a sequence. */
  private boolean hasTarget(Cut cut, int position) {
    return position - cut.from >= windows.warmUp()
        && targetsBefore[position + 1] > targetsBefore[position];
  }

  private boolean isKnown(int position) {
    int end = ordered.end(position);
    IntPredicate all =
        h ->
            position + h < end
                && IntStream.range(0, predicted.columns().size())
                    .allMatch(c -> truths.knows(c, position + h));
    return predicted.horizons().stream().allMatch(all::test);
  }

  /** The position that is asked about at each target step, or -1. */
  private int[] origins(Cut cut, int steps, int[] targetSteps) {
    return Arrays.stream(targetSteps)
        .map(step -> cut.end - 1 - (steps - step))
        .map(position -> position >= cut.from && hasTarget(cut, position) ? position : -1)
        .toArray();
  }

  private void writeTargets(int[] origins, DMatrixRMaj y, int sample) {
    int at = sample * y.numCols;
    for (int origin : origins) {
      if (origin >= 0 && isKnown(origin)) {
        writeTarget(origin, y.data, at);
      }
      at += encoding.outputs();
    }
  }

  private void writeTarget(int origin, double[] y, int at) {
    int next = at;
    for (DMatrixRMaj ofColumn : truths.targets()) {
      for (int horizon : predicted.horizons()) {
        int from = (origin + horizon) * ofColumn.numCols;
        System.arraycopy(ofColumn.data, from, y, next, ofColumn.numCols);
        next += ofColumn.numCols;
      }
    }
  }

  private void requireMemory(int samples, int steps, int targetSteps) {
    long inputs = (long) steps * encoding.inputs();
    long outputs = (long) targetSteps * encoding.outputs();
    int copies = learning ? 2 : 1; // those learned from, and those held out
    double bytes = (double) copies * samples * (inputs + outputs) * Double.BYTES;
    long memory = Runtime.getRuntime().maxMemory();
    if (bytes <= memory && (double) samples * Math.max(inputs, outputs) <= MOST_NUMBERS) {
      return;
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s sequences of %s, %s and %s take %s, and this virtual machine has %s and arrays of at"
                + " most %s numbers; %s",
            Listing.count(samples),
            Plural.grouped(steps, "step"),
            Plural.grouped(encoding.inputs(), "input"),
            Plural.grouped(encoding.outputs(), "output"),
            Sizes.bytes((long) bytes),
            Sizes.bytes(memory),
            Listing.count(MOST_NUMBERS),
            windows.whole()
                ? "cut them into windows, .window(rows)"
                : learning
                    ? "take a larger stride or a shorter window"
                    : "hand in fewer rows at a time"));
  }
}
