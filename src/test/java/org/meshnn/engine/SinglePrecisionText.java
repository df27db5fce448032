package org.meshnn.engine;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes the text of the loops in single precision from that in double precision: class X becomes
 * SingleX. By hand, and named alike, are {@link SingleActivation}, {@link SingleEngine} and {@link
 * SingleLaneSum}.
 */
final class SinglePrecisionText {
  /** The classes whose text is taken. */
  static final List<String> CLASSES =
      List.of(
          "DenseBlock",
          "Kernels",
          "Leaking",
          "PlannedRows",
          "ScalarExp",
          "ScalarKernels",
          "VectorExp",
          "VectorGather",
          "VectorKernels",
          "VectorLanes",
          "VectorOuter",
          "VectorProduct",
          "VectorReadout");

  private static final String LOOPS =
      """
      /**
       * The loops of {@link ~Kernels} in single precision. A sum over samples p goes in sixteen
       * lanes, that of p being p mod 16; then lanes l and l + 8 are added, of these l and l + 4, and
       * so on.
       */
      interface""";

  /** Of one class alone. */
  private static final Map<String, List<Change>> SPECIAL =
      Map.ofEntries(
          entry(
              "DenseBlock",
              new Change("more than three eights of samples", "more than sixteen samples"),
              new Change("whole eights", "whole sixteens"),
              new Change("3 \\* Kernels", "Kernels")),
          entry(
              "Kernels",
              new Change("/\\*\\*\n \\* The inner loops.*?\ninterface", LOOPS),
              new Change("LANES = 8", "LANES = 16"),
              without("product"),
              without("softmax")),
          entry(
              "Leaking",
              new Change("Leaking\\(double\\[\\] leak,", "Leaking(~double[] leaks,"),
              new Change("this\\.leak = leak;", "leak = new float[leaks.length];"),
              new Change(
                  "(this\\.kernels =)",
                  "for (int j = 0; j < leak.length; j++) { leak[j] = (float) leaks[j]; } $1")),
          entry(
              "PlannedRows",
              new Change("= x\\.data\\[", "= (float) x.data["),
              new Change("size\\(\\), capacity", "size(), Float.BYTES, capacity")),
          entry(
              "ScalarExp",
              beginning("1.0 / 6227020800.0", "1.0 / 5040.0"),
              beginning("6404582.0 / 10854718875.0", "62.0 / 2835.0"),
              beginning("1.0 / 1307674368000.0", "1.0 / 40320.0"),
              new Change("\\blong\\b", "int"),
              new Change("\\+ 1023 << 52", "+ 127 << 23")),
          entry(
              "ScalarKernels",
              new Change("f\\.(value|slope)\\(", "SingleActivation.$1(f, "),
              without("product"),
              without("softmax")),
          entry(
              "VectorExp",
              new Change("within 4 units", "within 2 units"),
              new Change("polynomial of degree 13", "polynomial of degree 7"),
              new Change("polynomial of degree 17", "polynomial of degree 9"),
              new Change("polynomial of degree 15", "polynomial of degree 8"),
              new Change("6.93147180369123816490e-01", "0.693359375f"),
              new Change("1.90821492927058770002e-10", "-2.12194440e-4f"),
              new Change("1.44269504088896338700e\\+00", "1.44269504f"),
              new Change("0x1.8p52", "0x1.8p23f"),
              new Change("LOWEST = -746", "LOWEST = -104"),
              new Change("HIGHEST = 710", "HIGHEST = 89"),
              beginning("1.0 / 6227020800.0", "1.0 / 5040.0"),
              beginning("6404582.0 / 10854718875.0", "62.0 / 2835.0"),
              beginning("1.0 / 1307674368000.0", "1.0 / 40320.0"),
              new Change("add\\(1023\\)(\\.lanewise\\(VectorOperators.LSHL, )52", "add(127)$123")),
          entry(
              "VectorKernels",
              new Change("Activation.BELOW_0", "(float) Activation.BELOW_0"),
              without("product"),
              without("softmax")),
          entry("VectorGather", new Change("PORTION = 2048", "PORTION = 4096")),
          entry(
              "VectorOuter",
              new Change("CHUNK = 32", "CHUNK = 64"),
              new Change("a multiple of 8, of", "a multiple of 16, of")),
          entry("VectorProduct", new Change("static void product\\(.*?(?=/\\*\\*)", "")));

  /** Of all classes, in this order; a word after ~ stays. */
  private static final List<Change> GENERAL =
      List.of(
          new Change("(?<!~)\\b(" + String.join("|", CLASSES) + "|LaneSum)\\b", "Single$1"),
          new Change("(Vector|Mask|Species)<Double>", "$1<Float>"),
          new Change("\\bDouble(Vector\\b|\\.)", "Float$1"),
          new Change("(?<!~)\\bdouble\\b", "float"),
          new Change("doubleToRawLongBits", "floatToRawIntBits"),
          new Change("longBitsToDouble", "intBitsToFloat"),
          new Change("LongVector", "IntVector"),
          new Change("reinterpretAsLongs", "reinterpretAsInts"),
          new Change("reinterpretAsDoubles", "reinterpretAsFloats"),
          new Change("(?<![\\w.])(\\d+\\.\\d+)(?![\\w.])", "$1f"),
          new Change("\\bL (==|>=) 8\\b", "L $1 16"),
          new Change("\\bL (==|>=) 4\\b", "L $1 8"),
          new Change("\\beight lanes", "sixteen lanes"),
          new Change("~", ""));

  private SinglePrecisionText() {}

  /** A regular expression, in which a dot may be a line's end, and what takes its place. */
  private record Change(String from, String to) {
    String in(String text) {
      return Pattern.compile(from, Pattern.DOTALL).matcher(text).replaceAll(to);
    }
  }

  private static Map.Entry<String, List<Change>> entry(String name, Change... changes) {
    return Map.entry(name, List.of(changes));
  }

  /** A method is left out, with its comment or annotation. */
  private static Change without(String method) {
    return new Change(
        "\n\n  (/\\*\\*((?!\\*/).)*\\*/|@Override)\n  (public )?void "
            + method
            + "\\(((?!\n\n  [/@p]|\n}).)*",
        "");
  }

  /** A polynomial begins with a lower power. */
  private static Change beginning(String highest, String lower) {
    return new Change(
        "(p = (\\w+\\.broadcast\\(S, )?)" + highest + "(\\)?;).*?, " + lower + "\\)+;",
        "$1" + lower + "$3");
  }

  /** The text in single precision of a class's text. */
  static String of(String name, String text) {
    String changed = text;
    for (Change change : SPECIAL.getOrDefault(name, List.of())) {
      String before = changed;
      changed = change.in(changed);
      if (changed.equals(before)) {
        throw new IllegalStateException(name + ".java no longer has " + change.from);
      }
    }
    for (Change change : GENERAL) {
      changed = change.in(changed);
    }
    return "// Made from "
        + name
        + ".java by SinglePrecisionTextTest -Dmeshnn.write=true\n"
        + changed;
  }
}
