package org.meshnn.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.meshnn.tables.BandLabels;
import org.meshnn.tables.Content;
import org.meshnn.tables.Dates;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Filled;
import org.meshnn.tables.Grouped;
import org.meshnn.tables.Kind;
import org.meshnn.tables.Labels;
import org.meshnn.tables.Ordinal;
import org.meshnn.tables.SeveralLabels;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;

/** What a model predicts from what: its columns, and what they held in the rows learned from. */
final class Purpose {
  static final int LONGEST_NAME = 60;
  private static final int MOST_COLUMNS = 40;

  private Purpose() {}

  static Section of(Subject subject) {
    Encoding encoding = subject.encoding();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(
            "Predicts "
                + Listing.quoted(encoding.label())
                + (encoding.classification()
                    ? ", one of "
                        + Plural.grouped(encoding.classes().size(), "class")
                        + ", with a probability for each,"
                    : number(encoding.labels()))
                + " from "
                + Plural.grouped(encoding.features().size(), "column")
                + " of the same row. Ranges and counts are those of the "
                + Plural.grouped(subject.origin().rows().learned(), "row")
                + " learned from."));
    List<List<String>> rows = rows(subject);
    blocks.add(
        new Block.Cells(
            List.of("column", "kind", "range or rows of each", "inputs"),
            List.of(false, false, false, true),
            rows));
    int more = encoding.features().size() + encoding.labels().parts().size() - rows.size();
    if (more > 0) {
      blocks.add(new Block.Text("And " + Plural.grouped(more, "column") + " more."));
    }
    if (!encoding.rules().isEmpty()) {
      blocks.add(
          new Block.Text(
              "Columns became inputs by rules, which were learned from these rows and hold for every"
                  + " row to be predicted:"));
      blocks.add(new Block.Items(rules(encoding.rules())));
    }
    return new Section("What it predicts", blocks);
  }

  private static List<String> rules(List<String> rules) {
    List<String> shown = new ArrayList<>(rules.subList(0, Math.min(MOST_COLUMNS, rules.size())));
    if (shown.size() < rules.size()) {
      shown.add("and " + (rules.size() - shown.size()) + " more");
    }
    return shown;
  }

  private static String number(Labels labels) {
    if (labels instanceof SeveralLabels several) {
      return several.flags()
          ? ", yes or no of each, with its probability,"
          : ", " + several.parts().size() + " numbers" + band(several.parts().get(0)) + ",";
    }
    return ", a number" + band(labels) + ",";
  }

  private static String band(Labels labels) {
    return labels instanceof BandLabels band ? ", by quantiles " + Listing.of(band.levels()) : "";
  }

  /** The labels, then the features. */
  private static List<List<String>> rows(Subject subject) {
    Encoding encoding = subject.encoding();
    List<Content> contents = subject.origin().contents();
    List<List<String>> rows = new ArrayList<>();
    List<Labels> labels = encoding.labels().parts();
    for (int i = 0; i < Math.min(MOST_COLUMNS, labels.size()); i++) {
      Content content = contents.get(encoding.features().size() + i);
      String kind =
          encoding.labels() instanceof SeveralLabels several && several.flags()
              ? "predicted: yes or no"
              : labels.get(i).classes().isEmpty() ? "predicted: a number" : "predicted: a class";
      rows.add(List.of(name(labels.get(i).name()), kind, held(content), ""));
    }
    for (int i = 0; i < Math.min(MOST_COLUMNS, encoding.features().size()); i++) {
      Feature feature = encoding.features().get(i);
      rows.add(
          List.of(
              name(feature.name()),
              kind(feature),
              held(contents.get(i)),
              Integer.toString(feature.inputNames().size())));
    }
    return rows;
  }

  /** A name that fits a cell. */
  static String name(String name) {
    return OneLine.of(OneLine.name(name), LONGEST_NAME);
  }

  private static String kind(Feature feature) {
    if (feature instanceof Filled filled) {
      return kind(filled.feature());
    }
    if (feature instanceof Feature.Category) {
      return "text: a category";
    }
    if (feature instanceof Grouped grouped) {
      return grouped.kind() == Kind.NUMBER ? "number: a category" : "text: a category";
    }
    if (feature instanceof Ordinal) {
      return "in an order";
    }
    if (feature instanceof Dates) {
      return "date or time";
    }
    return feature instanceof Feature.Flag ? "boolean" : "number";
  }

  private static String held(Content content) {
    if (content instanceof Content.Numbers numbers) {
      return Figures.of(numbers.low()) + " to " + Figures.of(numbers.high());
    }
    if (content instanceof Content.Span span) {
      return span.first() + " to " + span.last();
    }
    Content.Groups groups = (Content.Groups) content;
    List<String> counted =
        IntStream.range(0, groups.values().size())
            .mapToObj(i -> name(groups.values().get(i)) + ": " + groups.counts().get(i))
            .toList();
    return Listing.ofParts(counted);
  }
}
