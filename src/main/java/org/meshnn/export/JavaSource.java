package org.meshnn.export;

import java.util.List;
import java.util.stream.Collectors;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Labels;
import org.meshnn.text.Listing;

/**
 * A trained mesh as one Java class that needs nothing but Java 8: from the columns of a row to the
 * probabilities of the classes, or the value in its unit.
 *
 * <p>The class holds what the plan keeps of the mesh, weights as text that reads back to the same
 * bits: array initialisers would break the limits of a class, 64 KB of code to a method and 65,535
 * constants.
 */
public final class JavaSource {
  private static final int MOST_NAMES = 3_000;
  private static final int LONGEST_NAME = 20_000; // a constant holds 65,535 bytes, 3 to a character

  private final JavaSourceName name;
  private final Encoding encoding;
  private final List<String> remarks;
  private final JavaSourceMesh mesh;
  private final JavaSourceNeurons neurons;
  private final JavaSourceColumns columns;
  private final JavaSourceRules rules;
  private final JavaSourceDates dates;

  private JavaSource(
      JavaSourceName name,
      Plan plan,
      Transition transition,
      double[] weights,
      Encoding encoding,
      List<String> remarks) {
    this.name = name;
    this.encoding = encoding;
    this.remarks = remarks;
    mesh = JavaSourceMesh.of(plan, weights);
    neurons = JavaSourceNeurons.of(transition, plan.topology().roles(), mesh);
    columns = new JavaSourceColumns(encoding.features());
    rules = new JavaSourceRules(encoding.features());
    dates = new JavaSourceDates(encoding.features());
  }

  /**
   * {@return the source of a class with the static method {@code predict}, in ASCII, lines ended by
   * a line feed}
   *
   * <p>Up to 30 columns are parameters of their own, in the order of the table: {@code double},
   * {@code boolean}, {@code String} for text, {@code long} where numbers beyond 2^53 are counted
   * from a reference, {@code LocalDateTime} for dates and times; null or NaN stands for a missing
   * entry that a rule fills. More are one {@code double[] row}, whose order the documentation of
   * the method gives. For classes {@code predict} returns their probabilities in the order of
   * {@code CLASSES}, and {@code label} names the most probable; for a value {@code predict} returns
   * it.
   *
   * @param name of the class, with its package: {@code com.acme.IrisMesh}
   * @param plan of the mesh, for a constant input
   * @param transition its activations
   * @param weights one per edge
   * @param encoding of the table
   * @param remarks lines for the documentation of the class: where the mesh comes from
   * @throws IllegalArgumentException if Java does not take the name, or more than 20,000 edges can
   *     act, more than 50,000 states are to be computed, there are more than 3,000 names of
   *     columns, categories and classes, one is longer than 20,000 characters, or an activation is
   *     one's own
   */
  public static String of(
      String name,
      Plan plan,
      Transition transition,
      double[] weights,
      Encoding encoding,
      List<String> remarks) {
    JavaSourceName parsed = JavaSourceName.of(name);
    ExportedLabels.require("a Java class", encoding);
    requireNames(encoding);
    return new JavaSource(parsed, plan, transition, weights, encoding, remarks).source();
  }

  private static void requireNames(Encoding encoding) {
    List<Feature> features = encoding.features();
    long text = features.stream().filter(JavaSourceRules::named).count();
    long rare = new JavaSourceRules(features).rareNames();
    long count = encoding.inputs() + text + rare + encoding.classes().size();
    JavaSourceMesh.require("names of columns, categories and classes", count, MOST_NAMES);
    encoding.inputNames().forEach(JavaSource::requireShort);
    encoding.classes().forEach(JavaSource::requireShort);
  }

  private static void requireShort(String text) {
    if (text.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a Java class holds names of up to "
              + Listing.count(LONGEST_NAME)
              + " characters; got "
              + Listing.count(text.length())
              + " in "
              + Listing.quoted(text)
              + "; rename it in the table and train again");
    }
  }

  private String source() {
    boolean numeric = columns.allNumeric();
    return head()
        + fields()
        + "\n  private "
        + name.simpleName()
        + "() {}\n"
        + predict()
        + (encoding.labels() instanceof Labels.Values values
            ? JavaSourceCode.value(values)
            : JavaSourceCode.CLASSES)
        + (columns.hasText() && !columns.named() ? JavaSourceEntries.PUBLIC_CATEGORY : "")
        + (columns.hasText() ? category() : "")
        + (numeric ? "" : JavaSourceEntries.WHOLE)
        + (columns.hasReferences() && columns.named() ? JavaSourceEntries.DIFFERENCE : "")
        + (dates.any() ? JavaSourceDates.METHODS : "")
        + JavaSourceEntries.inputs(mesh.clamped() > encoding.inputs(), entry(numeric))
        + JavaSourceCode.OUTPUTS.replace("STATE_OF_NEURON", neurons.state())
        + neurons.methods()
        + JavaSourceCode.NUMBERS
        + arrays()
        + "}\n";
  }

  private String category() {
    return rules.any() ? JavaSourceRules.CATEGORY : JavaSourceEntries.CATEGORY;
  }

  private String entry(boolean numeric) {
    if (rules.any()) {
      return dates.any()
          ? JavaSourceRules.BY_KIND.replace("default:", JavaSourceDates.CASE)
          : JavaSourceRules.BY_KIND;
    }
    return numeric ? JavaSourceEntries.NUMERIC : JavaSourceEntries.BY_KIND;
  }

  private String head() {
    String from = name.packageName().isEmpty() ? "" : "package " + name.packageName() + ";\n\n";
    String made =
        remarks.stream()
            .map(remark -> " *   <li>" + JavaSourceText.comment(remark.strip()) + "\n")
            .collect(Collectors.joining("", " * <p>The mesh:\n *\n * <ul>\n", " * </ul>\n *\n"));
    return from
        + "import java.util.Arrays;\nimport java.util.Collections;\nimport java.util.List;\n"
        + "import java.util.StringTokenizer;\n\n/**\n * Predicts "
        + prediction()
        + ".\n *\n * <p>It needs nothing but Java 8 and keeps nothing between calls: any number of"
        + "\n * threads may call it at once.\n *\n"
        + (remarks.isEmpty() ? "" : made)
        + " * <p>Written by meshnn. The file is yours: meshnn's licence does not extend to it.\n */\n"
        + "public final class "
        + name.simpleName()
        + " {\n";
  }

  private String prediction() {
    String label = JavaSourceText.comment(Listing.quoted(encoding.label()));
    return encoding.classification()
        ? "the class of " + label + ": " + JavaSourceText.comment(Listing.of(encoding.classes()))
        : "the value of " + label;
  }

  private String fields() {
    String classes =
        encoding.classification()
            ? "  /** The classes, in the order of the probabilities. */\n"
                + "  public static final List<String> CLASSES =\n      "
                + JavaSourceCode.list(encoding.classes())
                + ";\n\n"
            : "";
    return classes
        + columns.fields()
        + (rules.any() ? rules.fields() : "")
        + (dates.any() ? dates.fields() : "")
        + "\n  /** Clamped neurons, the inputs"
        + (mesh.clamped() > encoding.inputs() ? " and the bias" : "")
        + "; hidden ones and outputs follow. */\n"
        + integer("INPUTS", mesh.clamped())
        + integer("FIRST_OUTPUT", mesh.firstOutput())
        + integer("NEURONS", mesh.neurons())
        + "\n  /** Edges START[j] to START[j + 1] - 1 lead into neuron j. */\n"
        + "  private static final int[] START = start();\n"
        + "  private static final int[] FROM = from();\n"
        + "  private static final double[] WEIGHT = weight();\n"
        + neurons.fields()
        + "\n"
        + "  /** The neurons to be computed at each tick. */\n"
        + "  private static final int[][] LIVE = live();\n";
  }

  private String arrays() {
    String live =
        mesh.live().stream()
            .map(neurons -> "\n        integers(" + JavaSourceText.integers(neurons) + ")")
            .collect(Collectors.joining(","));
    return JavaSourceText.array(
            "int[] start", "integers(" + JavaSourceText.integers(mesh.start()) + ")")
        + JavaSourceText.array(
            "int[] from", "integers(" + JavaSourceText.integers(mesh.from()) + ")")
        + JavaSourceText.array(
            "double[] weight", "numbers(" + JavaSourceText.numbers(mesh.weights()) + ")")
        + JavaSourceText.array("int[][] live", "new int[][] {" + live + "\n    }");
  }

  private static String integer(String name, int value) {
    return "  private static final int " + name + " = " + value + ";\n";
  }

  private String predict() {
    boolean classes = encoding.classification();
    return "\n  /**\n   * Predicts a row.\n   *\n"
        + columns.documentation()
        + "   * @return "
        + (classes ? "the probabilities of {@link #CLASSES}" : "the value, in the label's own unit")
        + "\n   * @throws IllegalArgumentException if an entry is missing, not finite or unknown, or"
        + "\n   *     too large\n   */\n  public static "
        + (classes ? "double[]" : "double")
        + " predict("
        + columns.declaration()
        + ") {\n"
        + (columns.named() ? "" : JavaSourceEntries.REQUIRE_ROW)
        + "    return answer(outputs(inputs("
        + columns.row()
        + ")));\n  }\n";
  }
}
