package org.meshnn.notebook.assist;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * Says of JShell's suggestions what they are. JShell would have to compile once for each to tell;
 * here it compiles once for the receiver, whose class then tells by reflection.
 */
final class Completer {
  private static final int SHOWN_OVERLOADS = 4;

  private final JShell shell;
  private final Types types;

  Completer(JShell shell, ClassLoader loader) {
    this.shell = shell;
    types = new Types(shell, loader);
  }

  /** Candidates for what follows {@code before}, which ends where the name begins. */
  List<Candidate> candidates(List<Suggestion> suggestions, String before) {
    List<String> names = folded(suggestions);
    if (before.endsWith(".")) {
      Optional<Class<?>> receiver = receiver(before.substring(0, before.length() - 1));
      return names.stream().map(n -> member(n, receiver)).toList();
    }
    boolean made = before.stripTrailing().endsWith("new");
    Set<String> variables = shell.variables().map(v -> v.name()).collect(Collectors.toSet());
    return names.stream().map(n -> made ? made(n) : free(n, variables)).toList();
  }

  /** One text for each name, those of the expected type first. */
  private static List<String> folded(List<Suggestion> suggestions) {
    Set<String> texts =
        suggestions.stream()
            .sorted(Comparator.comparing(s -> !s.matchesType()))
            .map(Suggestion::continuation)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    texts.removeIf(t -> t.endsWith("()") && texts.contains(t.substring(0, t.length() - 1)));
    return List.copyOf(texts);
  }

  private Candidate member(String text, Optional<Class<?>> receiver) {
    if (isCall(text)) {
      return new Candidate(
          text, "function", receiver.map(c -> overloads(methods(c, name(text)))).orElse(""));
    }
    if (text.equals("class")) {
      return new Candidate(text, "keyword", "");
    }
    boolean field =
        receiver.isPresent()
            && Arrays.stream(receiver.get().getFields()).anyMatch(f -> f.getName().equals(text));
    return new Candidate(text, field ? "instance" : typeOf(text), "");
  }

  private Candidate made(String text) {
    Constructor<?>[] constructors =
        types.named(name(text)).map(Class::getConstructors).orElse(new Constructor<?>[0]);
    return new Candidate(text, typeOf(text), overloads(List.of(constructors)));
  }

  private Candidate free(String text, Set<String> variables) {
    if (isCall(text)) {
      String name = name(text);
      Stream<String> declared =
          shell
              .methods()
              .filter(m -> m.name().equals(name))
              .map(m -> "(" + m.parameterTypes() + ")");
      List<Executable> imported =
          types.staticImports().stream().flatMap(c -> methods(c, name).stream()).toList();
      return new Candidate(
          text,
          "function",
          Stream.concat(declared, Stream.of(overloads(imported)).filter(s -> !s.isEmpty()))
              .collect(Collectors.joining(" | ")));
    }
    if (variables.contains(text)) {
      return new Candidate(text, "instance", "");
    }
    return new Candidate(text, SourceVersion.isKeyword(text) ? "keyword" : typeOf(text), "");
  }

  private static String typeOf(String text) {
    if (text.endsWith(".")) {
      return "module";
    }
    return Character.isUpperCase(text.charAt(0)) ? "class" : "instance";
  }

  private static boolean isCall(String text) {
    return text.indexOf('(') > 0;
  }

  private static String name(String text) {
    int open = text.indexOf('(');
    return open < 0 ? text : text.substring(0, open);
  }

  private static List<Executable> methods(Class<?> owner, String name) {
    return Arrays.stream(owner.getMethods())
        .filter(m -> m.getName().equals(name) && !m.isBridge())
        .map(m -> (Executable) m)
        .toList();
  }

  private static String overloads(List<? extends Executable> calls) {
    Set<String> lists = new TreeSet<>(Comparator.comparing(String::length).thenComparing(s -> s));
    calls.forEach(c -> lists.add(parameters(c)));
    List<String> shown = new ArrayList<>(lists.stream().limit(SHOWN_OVERLOADS).toList());
    if (lists.size() > SHOWN_OVERLOADS) {
      shown.add("…");
    }
    return String.join(" | ", shown);
  }

  private static String parameters(Executable call) {
    return Arrays.stream(call.getParameters())
        .map(Completer::parameter)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parameter(Parameter parameter) {
    String type = parameter.getParameterizedType().getTypeName();
    String simple = type.replaceAll("[\\w$]+[.$](?=\\w)", "");
    String shown =
        parameter.isVarArgs() ? simple.substring(0, simple.length() - 2) + "..." : simple;
    return parameter.isNamePresent() ? shown + " " + parameter.getName() : shown;
  }

  /** The class of an expression, or the class that a name stands for. */
  private Optional<Class<?>> receiver(String expression) {
    Optional<Class<?>> found = described(expression);
    // JShell knows a call without arguments by its open parenthesis only.
    return found.isEmpty() && expression.endsWith("()")
        ? described(expression.substring(0, expression.length() - 1))
        : found;
  }

  private Optional<Class<?>> described(String expression) {
    return shell.sourceCodeAnalysis().documentation(expression, expression.length(), false).stream()
        .findFirst()
        .map(documented -> Signature.parse(documented.signature()))
        .flatMap(signature -> types.named(signature.type()));
  }
}
