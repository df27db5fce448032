package org.meshnn.export;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;
import org.meshnn.tables.Dates;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Filled;
import org.meshnn.tables.Ordinal;
import org.meshnn.tables.Scale;
import org.meshnn.text.Listing;

/** The columns of a table as source: parameters, and how each becomes inputs. */
final class JavaSourceColumns {
  private static final int MOST_PARAMETERS = 30;

  private final List<Feature> features;

  JavaSourceColumns(List<Feature> features) {
    this.features = features;
  }

  /** Whether each column is a parameter of its own; otherwise all are one array. */
  boolean named() {
    return features.size() <= MOST_PARAMETERS;
  }

  boolean hasText() {
    return features.stream().anyMatch(JavaSourceRules::named);
  }

  boolean allNumeric() {
    return features.stream().allMatch(Feature.Numeric.class::isInstance);
  }

  /** Whether some whole numbers are counted from a reference. */
  boolean hasReferences() {
    return features.stream().anyMatch(feature -> reference(feature) != 0);
  }

  private static long reference(Feature feature) {
    return JavaSourceRules.complete(feature) instanceof Feature.Numeric numeric
        ? numeric.reference()
        : 0;
  }

  /** The fields that the code of {@link JavaSourceCode} reads. */
  String fields() {
    List<Scale> scales =
        features.stream().map(JavaSourceRules::complete).map(JavaSourceColumns::scale).toList();
    return "  /** The columns, in their order. */\n"
        + "  public static final List<String> COLUMNS =\n      "
        + JavaSourceCode.list(features.stream().map(Feature::name).toList())
        + ";\n\n"
        + (allNumeric() ? "" : kinds())
        + numbers("ORIGIN", scales.stream().mapToDouble(Scale::origin).toArray())
        + numbers("CENTRE", scales.stream().mapToDouble(Scale::centre).toArray())
        + numbers("SD", scales.stream().mapToDouble(Scale::sd).toArray());
  }

  private static Scale scale(Feature feature) {
    if (feature instanceof Ordinal ordinal) {
      return ordinal.scale();
    }
    if (feature instanceof Dates dates) {
      return dates.trend();
    }
    return feature instanceof Feature.Numeric numeric ? numeric.scale() : Scale.NONE;
  }

  private static String numbers(String name, double[] numbers) {
    return "  private static final double[] "
        + name
        + " =\n      numbers("
        + JavaSourceText.numbers(numbers)
        + ");\n";
  }

  private String kinds() {
    int[] first = new int[features.size()];
    for (int c = 1; c < first.length; c++) {
      first[c] = first[c - 1] + features.get(c - 1).inputNames().size();
    }
    String categories =
        features.stream()
            .map(JavaSourceRules::categories)
            .map(names -> "    {" + JavaSourceText.literals(names) + "}")
            .collect(Collectors.joining(",\n"));
    String kinds = features.stream().map(JavaSourceColumns::kind).collect(Collectors.joining());
    return "  /** Of each column: n for a number, f for a flag, c for a category"
        + (kinds.indexOf('o') < 0 ? "" : ", o for a place in an order")
        + (kinds.indexOf('d') < 0 ? "" : ", d for a date")
        + ". */\n"
        + "  private static final String KINDS =\n      \""
        + kinds
        + "\";\n\n  private static final int[] FIRST_INPUT =\n      integers("
        + JavaSourceText.integers(first)
        + ");\n  private static final String[][] CATEGORIES = {\n"
        + categories
        + "\n  };\n";
  }

  private static String kind(Feature feature) {
    Feature complete = JavaSourceRules.complete(feature);
    if (complete instanceof Ordinal || complete instanceof Dates) {
      return complete instanceof Dates ? "d" : "o";
    }
    return JavaSourceRules.named(feature) ? "c" : complete instanceof Feature.Flag ? "f" : "n";
  }

  /** The {@code @param} lines. */
  String documentation() {
    if (!named()) {
      return "   * @param row one number per column, in the order of {@link #COLUMNS}:\n"
          + IntStream.range(0, features.size())
              .mapToObj(c -> "   *     <br>" + c + " " + entries(features.get(c)) + "\n")
              .collect(Collectors.joining());
    }
    List<String> names = parameters();
    return IntStream.range(0, names.size())
        .mapToObj(c -> "   * @param " + names.get(c) + " " + entries(features.get(c)) + "\n")
        .collect(Collectors.joining());
  }

  private String entries(Feature feature) {
    return feature instanceof Filled filled
        ? entries(filled.feature())
            + "; missing: "
            + (named() && !isDouble(feature) ? "null" : "NaN")
        : completeEntries(feature);
  }

  private static boolean isDouble(Feature feature) {
    return type(feature).equals("double");
  }

  private String completeEntries(Feature feature) {
    String name = JavaSourceText.comment(Listing.quoted(feature.name()));
    if (JavaSourceRules.named(feature)) {
      return name
          + (named() ? ", one of " : ", as {@link #category} numbers them: ")
          + JavaSourceText.comment(Listing.of(JavaSourceRules.categories(feature)));
    }
    if (feature instanceof Dates) {
      return name
          + (named() ? ", of a date its midnight" : ", days since 1970-01-01 and their fraction");
    }
    if (feature instanceof Feature.Flag) {
      return name + (named() ? "" : ", 0 for false, 1 for true");
    }
    return reference(feature) == 0 || named()
        ? name + ", a finite number"
        : name + ", counted from " + reference(feature) + ": the difference as a number";
  }

  /** The parameters as they are declared. */
  String declaration() {
    if (!named()) {
      return "double[] row";
    }
    List<String> names = parameters();
    return IntStream.range(0, names.size())
        .mapToObj(c -> type(features.get(c)) + " " + names.get(c))
        .collect(Collectors.joining(", "));
  }

  private static String type(Feature feature) {
    if (JavaSourceRules.named(feature)) {
      return "String";
    }
    if (JavaSourceRules.complete(feature) instanceof Dates) {
      return "java.time.LocalDateTime";
    }
    boolean filled = feature instanceof Filled;
    if (JavaSourceRules.complete(feature) instanceof Feature.Flag) {
      return filled ? "Boolean" : "boolean";
    }
    return reference(feature) == 0 ? "double" : filled ? "Long" : "long";
  }

  /** The parameters as one array of numbers. */
  String row() {
    if (!named()) {
      return "row";
    }
    List<String> names = parameters();
    return IntStream.range(0, names.size())
        .mapToObj(c -> "          " + number(c, names.get(c)))
        .collect(Collectors.joining(",\n", "\n        new double[] {\n", "\n        }"));
  }

  private String number(int c, String parameter) {
    Feature feature = features.get(c);
    String number = number(JavaSourceRules.complete(feature), c, parameter);
    return feature instanceof Filled && !isDouble(feature)
        ? parameter + " == null ? Double.NaN : " + number
        : number;
  }

  private static String number(Feature feature, int c, String parameter) {
    if (JavaSourceRules.named(feature)) {
      return "category(" + c + ", " + parameter + ")";
    }
    if (feature instanceof Dates) {
      return "days(" + parameter + ")";
    }
    if (feature instanceof Feature.Flag) {
      return parameter + " ? 1 : 0";
    }
    long reference = reference(feature);
    return reference == 0 ? parameter : "difference(" + parameter + ", " + reference + "L)";
  }

  /** One identifier per column, all different: {@code billLength} for {@code bill_length}. */
  private List<String> parameters() {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (Feature feature : features) {
      String name = identifier(feature.name(), names.size());
      String free = name;
      for (int i = 2; !taken.add(free); i++) {
        free = name + i;
      }
      names.add(free);
    }
    return names;
  }

  private static String identifier(String column, int position) {
    StringBuilder name = new StringBuilder();
    String plain = Normalizer.normalize(column, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    for (String word : plain.split("[^A-Za-z0-9]+")) {
      if (!word.isEmpty()) {
        String first = word.substring(0, 1);
        name.append(
                name.isEmpty() ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT))
            .append(word.substring(1));
      }
    }
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      return "column" + (name.isEmpty() ? "" + position : name);
    }
    return SourceVersion.isKeyword(name) ? name + "_" : name.toString();
  }
}
