package org.meshnn.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;

/** One of the settings that a {@link Search} tries: a value for each name. Immutable. */
public final class Candidate {
  private final int number;
  private final Map<String, Object> values;
  private final long seed;

  Candidate(int number, Map<String, Object> values, long seed) {
    this.number = number;
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.seed = seed;
  }

  /** The same with one more value. */
  Candidate with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Candidate(number, more, seed);
  }

  /** {@return which of the candidates it is, from 1} */
  public int number() {
    return number;
  }

  /** {@return the seed of the search, for the wiring: the same for all candidates} */
  public long seed() {
    return seed;
  }

  /** {@return the values by the names of their settings, in the order of the search} */
  public Map<String, Object> values() {
    return values;
  }

  /**
   * {@return the value of a setting, a number}
   *
   * @param name of the setting
   * @throws IllegalArgumentException if there is no such setting, or it is no number
   */
  public double number(String name) {
    return value(name, Number.class, "a number").doubleValue();
  }

  /**
   * {@return the value of a setting, a whole number}
   *
   * @param name of the setting
   * @throws IllegalArgumentException if there is no such setting, or it is not whole
   */
  public int whole(String name) {
    double value = number(name);
    if (value != (int) value) {
      throw unlike(name, "a whole number", value);
    }
    return (int) value;
  }

  /**
   * {@return the value of a setting, a word}
   *
   * @param name of the setting
   * @throws IllegalArgumentException if there is no such setting, or it is no word
   */
  public String word(String name) {
    return value(name, String.class, "a word");
  }

  /**
   * {@return the value of a setting: {@code candidate.get("activation", Activation.class)}}
   *
   * @param <T> its type
   * @param name of the setting
   * @param type of its values
   * @throws IllegalArgumentException if there is no such setting, or it is of another type
   */
  public <T> T get(String name, Class<T> type) {
    return value(name, type, "of type " + type.getSimpleName());
  }

  private <T> T value(String name, Class<T> type, String what) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "expected one of the settings ["
              + Listing.of(values.keySet())
              + "], got "
              + Listing.quoted(name));
    }
    if (!type.isInstance(value)) {
      throw unlike(name, what, value);
    }
    return type.cast(value);
  }

  private static IllegalArgumentException unlike(String name, String what, Object value) {
    return new IllegalArgumentException(
        "expected the setting "
            + Listing.quoted(name)
            + " to be "
            + what
            + ", got "
            + Listing.quoted(value));
  }

  /** A value as text: of a number all its digits, but whole ones without a point. */
  static String text(Object value) {
    boolean whole =
        value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15;
    if (whole) {
      return Long.toString(((Double) value).longValue());
    }
    return value instanceof Double
        ? value.toString().replace(".0E", "e").replace('E', 'e')
        : OneLine.of(value);
  }

  /** All values, to the last digit. */
  List<String> texts() {
    return values.entrySet().stream()
        .map(setting -> OneLine.of(setting.getKey()) + " " + text(setting.getValue()))
        .toList();
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(setting -> OneLine.of(setting.getKey()) + " " + brief(setting.getValue()))
        .collect(Collectors.joining(", "));
  }

  static String brief(Object value) {
    String text = text(value);
    return value instanceof Double number && text.length() > 7
        ? String.format(Locale.ROOT, "%.4g", number)
        : text;
  }
}
