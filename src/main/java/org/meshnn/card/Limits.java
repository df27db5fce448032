package org.meshnn.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meshnn.plan.Plan;
import org.meshnn.tables.BandLabels;
import org.meshnn.tables.Content;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Filled;
import org.meshnn.tables.Grouped;
import org.meshnn.tables.OrderedLabels;
import org.meshnn.tables.SeveralLabels;
import org.meshnn.tables.Unseen;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Ending;
import org.meshnn.train.PlateauDecay;

/** What a model cannot do, refuses, or was never asked. */
final class Limits {
  private static final int FEW_ROWS = 30; // of a class
  private static final int UNEVEN = 3; // times as many of the commonest class

  private final Subject subject;
  private final Encoding encoding;
  private final List<String> items = new ArrayList<>();

  private Limits(Subject subject) {
    this.subject = subject;
    encoding = subject.encoding();
  }

  static Section of(Subject subject) {
    Limits limits = new Limits(subject);
    limits.inputs();
    limits.outputs();
    limits.rows();
    limits.ticks();
    limits.training();
    return new Section("Limits", List.of(new Block.Items(limits.items)));
  }

  private void inputs() {
    long filled = encoding.features().stream().filter(Filled.class::isInstance).count();
    items.add(
        filled == 0
            ? "A row with a missing value is refused, not guessed."
            : "A missing value is guessed in "
                + Plural.grouped(filled, "column")
                + ", by a rule that knows nothing of the row; elsewhere it is refused.");
    if (any(Feature.Numeric.class)) {
      items.add(
          "Numbers beyond the ranges above are extrapolated, without a warning: nothing was learned"
              + " or measured there.");
    }
    if (any(Feature.Category.class) || any(Grouped.class)) {
      List<String> unlearned = unlearned(features());
      items.add(
          (unseen()
                  ? "A category that no row learned from had is taken for a rare one, or for none."
                  : "A category that the table did not have is refused.")
              + (unlearned.isEmpty()
                  ? ""
                  : " Had, but in no row learned from: "
                      + Listing.ofParts(unlearned)
                      + "; nothing was learned of them."));
    }
  }

  private boolean any(Class<? extends Feature> type) {
    return complete().anyMatch(type::isInstance);
  }

  private boolean unseen() {
    return complete().anyMatch(f -> f instanceof Grouped g && g.unseen() == Unseen.OTHER);
  }

  /** What the columns become where no entry is missing. */
  private Stream<Feature> complete() {
    return encoding.features().stream()
        .map(feature -> feature instanceof Filled filled ? filled.feature() : feature);
  }

  private List<Content> features() {
    List<Content> contents = subject.origin().contents();
    return contents.subList(0, encoding.features().size());
  }

  private static List<String> unlearned(List<Content> contents) {
    List<String> names = new ArrayList<>();
    for (Content content : contents) {
      if (content instanceof Content.Groups groups) {
        IntStream.range(0, groups.values().size())
            .filter(i -> groups.counts().get(i) == 0)
            .mapToObj(i -> groups.name() + "=" + groups.values().get(i))
            .forEach(name -> names.add(Listing.quoted(name)));
      }
    }
    return names;
  }

  private void outputs() {
    Content label = subject.origin().contents().get(features().size());
    if (encoding.labels() instanceof SeveralLabels several) {
      items.add(
          several.flags()
              ? "Each column is told by itself: what is never true together may be predicted"
                  + " together. Nothing has calibrated the probabilities."
              : "Numbers "
                  + (several.parts().get(0) instanceof BandLabels
                      ? "as quantiles"
                      : "without a range")
                  + ": how far each may be off is known on average only.");
      return;
    }
    if (!(label instanceof Content.Groups classes)) {
      items.add(
          encoding.labels() instanceof BandLabels band
              ? "Quantiles "
                  + Listing.of(band.levels())
                  + " as learned: whether so many values lie below them is to be measured on other"
                  + " rows."
              : "One number without a range: how far it may be off is known on average only.");
      return;
    }
    items.add(
        "Every row is given one of its "
            + Plural.grouped(encoding.classes().size(), "class")
            + ", also a row of none of them. Probabilities are "
            + (encoding.labels() instanceof OrderedLabels
                ? "by the logistic function of each output"
                : "the softmax of the outputs")
            + "; nothing has calibrated them.");
    if (!unlearned(List.of(label)).isEmpty()) {
      items.add(
          "Classes of which no row was learned from: "
              + Listing.ofParts(unlearned(List.of(label)))
              + ".");
    }
    boolean uneven = classes.most() >= UNEVEN * classes.fewest();
    if (uneven || classes.fewest() < FEW_ROWS) {
      items.add(
          "Of the rarest class it learned from "
              + Plural.grouped(classes.fewest(), "row")
              + ", of the commonest from "
              + Listing.count(classes.most())
              + (uneven ? ": not in balance" + weighting() : "")
              + (classes.fewest() < FEW_ROWS ? ". That is few to know a class by." : "."));
    }
  }

  private String weighting() {
    if (subject.training().classesBalanced()) {
      return ", weighted by their rarity in training, which makes rare ones more probable than they"
          + " are";
    }
    return subject.training().classWeights().isEmpty() ? "" : ", weighted in training";
  }

  private void rows() {
    int learned = subject.origin().rows().learned();
    int weights = subject.plan().learnableEdges();
    items.add(
        Plural.grouped(learned, "row")
            + " for "
            + Plural.grouped(weights, "weight")
            + " that can learn"
            + (learned < weights ? ": it may have learned rows by heart." : "."));
  }

  private void ticks() {
    Plan plan = subject.plan();
    int ticks = plan.ticks().size();
    int dead = plan.topology().edges() - plan.learnableEdges();
    items.add(
        "Over "
            + Plural.of(ticks, "tick")
            + " a path from an input to an output has at most "
            + Plural.of(ticks, "edge")
            + (dead == 0
                ? "."
                : "; " + Plural.grouped(dead, "edge") + " on no such path learned nothing."));
  }

  private void training() {
    Ending ending = subject.fit().ending();
    if (subject.training().patience() > 0) {
      items.add("The rows held out chose the epoch: they are not independent of the weights.");
    }
    if (subject.training().schedule() instanceof PlateauDecay
        && subject.training().validation() > 0) {
      items.add(
          "The rows held out chose when the learning rate fell: they are not independent of the"
              + " weights.");
    }
    if (ending == Ending.DIVERGED || ending == Ending.INTERRUPTED) {
      items.add("Training " + ending + ": the weights are not those it was to end with.");
    }
    if (!subject.origin().before().isEmpty()) {
      items.add(
          "It went on from weights that were trained before: what columns held is known of the"
              + " last training only.");
    }
  }
}
