package org.meshnn.notebook.session;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Carries the values of variables over when JShell compiles their declarations again, because
 * something they refer to has changed.
 *
 * <p>JShell wraps snippet 7 in a class {@code REPL.$JShell$7}, where its variable is a static
 * field; compiled again, the snippet is in {@code REPL.$JShell$7B}, whose field is null. Its
 * initialiser does not run again. A value is carried over if the field has the same type, type
 * arguments included: a class that was declared again is another type.
 */
final class CarriedValues {
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Z]*");

  private final Map<String, Class<?>> latest = new HashMap<>();
  private final Set<String> lost = new LinkedHashSet<>();

  /** Whether a class is the wrapper of a snippet, by its name. */
  static boolean isWrapper(String className) {
    return WRAPPER.matcher(className).matches();
  }

  /** Fills the variables of wrappers just loaded, before any code of theirs runs. */
  void loaded(List<Class<?>> wrappers) {
    for (Class<?> wrapper : wrappers) {
      String snippet = snippet(wrapper);
      Map<Field, Object> before = variables(latest.get(snippet));
      latest.put(snippet, wrapper);
      fill(wrapper, before);
    }
  }

  /** Does what resets a snippet's variables, and gives them their values back. */
  void keeping(String snippet, Runnable reset) {
    Map<Field, Object> before = variables(latest.get(snippet));
    reset.run();
    fill(latest.get(snippet), before);
  }

  /** The variables whose values could not be carried over since the last call. */
  Set<String> takeLost() {
    Set<String> taken = new LinkedHashSet<>(lost);
    lost.clear();
    return taken;
  }

  private static String snippet(Class<?> wrapper) {
    Matcher name = WRAPPER.matcher(wrapper.getName());
    if (!name.matches()) {
      throw new IllegalArgumentException("no wrapper of a snippet: " + wrapper);
    }
    return name.group(1);
  }

  /** Variables and their values; none of no wrapper. */
  private static Map<Field, Object> variables(@Nullable Class<?> wrapper) {
    Map<Field, Object> values = new HashMap<>();
    for (Field field : wrapper == null ? new Field[0] : wrapper.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        field.setAccessible(true);
        try {
          values.put(field, field.get(null));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return values;
  }

  private void fill(@Nullable Class<?> wrapper, Map<Field, Object> before) {
    Map<String, Field> now = new HashMap<>();
    variables(wrapper).keySet().forEach(field -> now.put(field.getName(), field));
    before.forEach(
        (from, value) -> {
          Field to = now.get(from.getName());
          if (to != null && to.getGenericType().equals(from.getGenericType())) {
            set(to, value);
          } else if (value != null) {
            lost.add(from.getName());
          }
        });
  }

  private static void set(Field variable, Object value) {
    try {
      variable.set(null, value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
