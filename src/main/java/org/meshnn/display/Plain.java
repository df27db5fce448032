package org.meshnn.display;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of any value, shortened while it is made: a huge value costs no more than what is shown
 * of it. Says what it leaves out, where a value holds itself, and when a {@code toString} throws.
 */
final class Plain {
  private static final int LONG_TEXT = 4_000;
  private static final int SHOWN_ITEMS = 20;
  private static final int DEEPEST = 10;

  private final StringBuilder out = new StringBuilder();
  private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

  private Plain() {}

  static String of(@Nullable Object value) {
    Plain plain = new Plain();
    plain.write(value);
    return plain.full() && !(value instanceof CharSequence)
        ? shortened(plain.out.toString())
        : plain.out.toString();
  }

  /** What stands for a value that cannot be shown. */
  static String unshowable(Object value, Throwable why) {
    String message = why instanceof StackOverflowError ? why.getClass().getName() : why.toString();
    return "(" + value.getClass().getTypeName() + ", which cannot be shown: " + message + ")";
  }

  private static String shortened(String text) {
    return text.substring(0, LONG_TEXT) + "… (first " + LONG_TEXT + " characters)";
  }

  private boolean full() {
    return out.length() > LONG_TEXT;
  }

  private void write(@Nullable Object value) {
    if (value == null || !holdsItems(value)) {
      leaf(value);
    } else if (around.size() == DEEPEST) {
      out.append('…');
    } else if (!around.add(value)) {
      out.append(value instanceof Map ? "(this Map)" : "(this Collection)");
    } else {
      int before = out.length();
      try {
        items(value);
      } catch (RuntimeException | LinkageError | VirtualMachineError | AssertionError e) {
        out.setLength(before);
        out.append(unshowable(value, e));
      }
      around.remove(value);
    }
  }

  private static boolean holdsItems(Object value) {
    return value instanceof Collection
        || value instanceof Map
        || value instanceof Map.Entry
        || value instanceof Optional
        || value.getClass().isArray();
  }

  private void items(Object value) {
    if (value instanceof Optional<?> optional) {
      out.append("Optional");
      optional.ifPresentOrElse(v -> list(Collections.singleton(v).iterator(), 1), this::empty);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      write(entry.getKey());
      out.append('=');
      write(entry.getValue());
    } else if (value instanceof Map<?, ?> map) {
      boolean all = map.size() <= SHOWN_ITEMS;
      int open = out.length();
      list(map.entrySet().iterator(), map.size());
      if (all && !full()) {
        out.setCharAt(open, '{');
        out.setCharAt(out.length() - 1, '}');
      }
    } else if (value instanceof Collection<?> all) {
      list(all.iterator(), all.size());
    } else {
      int size = Array.getLength(value);
      out.append(value.getClass().getSimpleName().replaceFirst("\\[]", "[" + size + "]"));
      out.append(' ');
      list(IntStream.range(0, size).mapToObj(i -> Array.get(value, i)).iterator(), size);
    }
  }

  private void empty() {
    out.append(".empty");
  }

  private void list(Iterator<?> each, int size) {
    out.append('[');
    int shown = 0;
    while (each.hasNext() && shown < SHOWN_ITEMS && !full()) {
      out.append(shown == 0 ? "" : ", ");
      write(each.next());
      shown++;
    }
    out.append(']');
    if (each.hasNext()) {
      out.append(" (first ").append(shown).append(" of ").append(size).append(')');
    }
  }

  private void leaf(@Nullable Object value) {
    if (value instanceof BaseStream) {
      out.append("a stream, not read; .toList() shows what it holds");
      return;
    }
    String text;
    try {
      text = Objects.toString(String.valueOf(value)); // which may be null
    } catch (RuntimeException | LinkageError | VirtualMachineError | AssertionError e) {
      text = unshowable(Objects.requireNonNull(value), e);
    }
    if (text.length() <= LONG_TEXT) {
      out.append(text);
    } else {
      out.append(text, 0, LONG_TEXT).append("… (first ").append(LONG_TEXT);
      out.append(" of ").append(text.length()).append(" characters)");
    }
  }
}
