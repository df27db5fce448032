package org.meshnn.notebook.assist;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What JShell says a name stands for, taken apart: {@code Mesh Mesh.of(int neurons)}, {@code
 * Activation.TANH}, {@code Integer.MAX_VALUE:int}, {@code org.meshnn.Mesh}, {@code m:int[]}.
 *
 * @param shown the whole
 * @param type what a method returns, a constructor makes, a field or variable holds; the name of
 *     anything else; without type arguments
 * @param name the qualified or simple name, without type arguments
 * @param parameters simple names of the erased parameter types; null when it takes no parameters
 */
record Signature(String shown, String type, String name, @Nullable List<String> parameters) {

  static Signature parse(String shown) {
    String erased = erase(shown);
    int open = erased.indexOf('(');
    if (open < 0) {
      String[] parts = erased.split(":", 2);
      return new Signature(shown, parts[parts.length - 1], parts[0], null);
    }
    String[] head = erased.substring(0, open).strip().split(" ");
    List<String> parameters =
        Arrays.stream(erased.substring(open + 1, erased.lastIndexOf(')')).split(","))
            .filter(parameter -> !parameter.isBlank())
            .map(Signature::simpleType)
            .toList();
    return new Signature(shown, head[0], head[head.length - 1], parameters);
  }

  /** Whether it is a method or a constructor. */
  boolean isCall() {
    return parameters != null;
  }

  /** Whether it is a constructor, which bears the name of a class. */
  boolean isConstructor() {
    return isCall() && Character.isUpperCase(simpleName().charAt(0));
  }

  /** Whether it is a variable of a cell. */
  boolean isVariable() {
    return !isCall() && owner().isEmpty() && !type.equals(name);
  }

  /** The part before the last dot: a member's class; empty for a simple name. */
  String owner() {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** The part after the last dot. */
  String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A parameter's type, as {@code Column[]}, from a declaration such as {@code a.Column... c}. */
  static String simpleType(String declaration) {
    String bare = erase(declaration).replaceAll("@\\w+(\\.\\w+)*(\\(\\))?\\s*|\\bfinal\\b", "");
    String type = bare.strip().replaceAll("\\s*(\\.\\.\\.|\\[])", "[]").split("\\s+", 2)[0];
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** Without type arguments. */
  static String erase(String type) {
    StringBuilder erased = new StringBuilder();
    int depth = 0;
    for (char c : type.toCharArray()) {
      depth += c == '<' ? 1 : 0;
      if (depth == 0) {
        erased.append(c);
      }
      depth -= c == '>' ? 1 : 0;
    }
    return erased.toString();
  }
}
