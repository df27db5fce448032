package org.meshnn.export;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.meshnn.tables.Dates;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Filled;
import org.meshnn.tables.Grouped;
import org.meshnn.tables.Ordinal;
import org.meshnn.tables.Unseen;

/** What rules of columns add to a written class: entries to fill, categories gathered. Java 8. */
final class JavaSourceRules {
  private final List<Feature> features;

  JavaSourceRules(List<Feature> features) {
    this.features = features;
  }

  /** Whether some column became inputs by a rule. */
  boolean any() {
    return features.stream().anyMatch(feature -> !feature.rule().isEmpty());
  }

  /** What complete entries of a column become. */
  static Feature complete(Feature feature) {
    return feature instanceof Filled filled ? filled.feature() : feature;
  }

  /** The categories that have a number of their own. */
  static List<String> categories(Feature feature) {
    Feature complete = complete(feature);
    if (complete instanceof Grouped grouped) {
      return grouped.categories();
    }
    return complete instanceof Feature.Flag ? List.of() : complete.values();
  }

  private static List<String> rare(Feature feature) {
    return complete(feature) instanceof Grouped grouped ? grouped.rare() : List.of();
  }

  private static boolean takesUnseen(Feature feature) {
    return complete(feature) instanceof Grouped grouped && grouped.unseen() == Unseen.OTHER;
  }

  /** The inputs of the categories. */
  private static int width(Feature feature) {
    return complete(feature).values().size();
  }

  /** The largest number that stands for a category. */
  private static int most(Feature feature) {
    boolean other = takesUnseen(feature) || !rare(feature).isEmpty();
    return categories(feature).size() - (other ? 0 : 1);
  }

  /** The number that a missing entry is taken for; NaN where none is. */
  private static double fill(Feature feature) {
    if (!(feature instanceof Filled filled)) {
      return Double.NaN;
    }
    if (filled.feature() instanceof Feature.Numeric number) {
      BigDecimal value = new BigDecimal(filled.value());
      return number.reference() == 0
          ? value.doubleValue()
          : value.subtract(BigDecimal.valueOf(number.reference())).doubleValue();
    }
    if (filled.feature() instanceof Feature.Flag) {
      return filled.value().equals("true") ? 1 : 0;
    }
    if (filled.feature() instanceof Dates) {
      return filled.days();
    }
    int place = categories(feature).indexOf(filled.value());
    return place < 0 ? categories(feature).size() : place;
  }

  /** Fields, one number for each column. */
  String fields() {
    int[] indicators = new int[features.size()];
    int at = 0;
    for (int c = 0; c < indicators.length; c++) {
      at += features.get(c).inputNames().size();
      boolean told = features.get(c) instanceof Filled filled && filled.indicator();
      indicators[c] = told ? at - 1 : -1;
    }
    return "\n  /** Of each column: what a missing entry is taken for, NaN if it is refused. */\n"
        + "  private static final double[] FILL =\n      numbers("
        + JavaSourceText.numbers(features.stream().mapToDouble(JavaSourceRules::fill).toArray())
        + ");\n  private static final int[] INDICATOR =\n      integers("
        + JavaSourceText.integers(indicators)
        + ");\n"
        + integers("WIDTH", JavaSourceRules::width)
        + integers("MOST", JavaSourceRules::most)
        + "\n  /** Rare categories, and whether unseen ones are taken for them: o, else r. */\n"
        + "  private static final String UNSEEN = \""
        + features.stream().map(f -> takesUnseen(f) ? "o" : "r").collect(Collectors.joining())
        + "\";\n\n  private static final String[][] RARE = {\n"
        + lines(f -> "    {" + JavaSourceText.literals(rare(f)) + "}")
        + "\n  };\n";
  }

  private String integers(String name, ToIntFunction<Feature> number) {
    return "  private static final int[] "
        + name
        + " =\n      integers("
        + JavaSourceText.integers(features.stream().mapToInt(number).toArray())
        + ");\n";
  }

  private String lines(Function<Feature, String> line) {
    return features.stream().map(line).collect(Collectors.joining(",\n"));
  }

  /** How many names of rare categories there are. */
  long rareNames() {
    return features.stream().mapToLong(feature -> rare(feature).size()).sum();
  }

  /** Whether entries are looked up by name. */
  static boolean named(Feature feature) {
    Feature complete = complete(feature);
    return complete instanceof Feature.Category
        || complete instanceof Grouped
        || complete instanceof Ordinal;
  }

  /** How an entry becomes inputs. */
  static final String BY_KIND =
      """
      double entry = row[c];
            if (Double.isNaN(entry) && !Double.isNaN(FILL[c])) {
              entry = FILL[c];
              if (INDICATOR[c] >= 0) {
                inputs[INDICATOR[c]] = 1;
              }
            }
            switch (KINDS.charAt(c)) {
              case 'c':
                int place = whole(c, entry, MOST[c]);
                if (place < WIDTH[c]) {
                  inputs[FIRST_INPUT[c] + place] = 1;
                }
                break;
              case 'o':
                inputs[FIRST_INPUT[c]] = standardised(c, whole(c, entry, MOST[c]));
                break;
              case 'f':
                inputs[FIRST_INPUT[c]] = whole(c, entry, 1);
                break;
              default:
                inputs[FIRST_INPUT[c]] = standardised(c, entry);
            }\
      """;

  /** The number of a category. */
  static final String CATEGORY =
      """

        private static int category(int c, String category) {
          int number = Arrays.asList(CATEGORIES[c]).indexOf(category);
          if (number >= 0) {
            return number;
          }
          if (category != null
              && (UNSEEN.charAt(c) == 'o' || Arrays.asList(RARE[c]).contains(category))) {
            return CATEGORIES[c].length;
          }
          throw refused(
              c, category, "was never seen in training; known: " + Arrays.asList(CATEGORIES[c]));
        }
      """;
}
