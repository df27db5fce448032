package org.meshnn.text;

/** Counts with the thing that is counted: {@code 1 epoch}, {@code 200 epochs}. */
public final class Plural {
  private Plural() {}

  /**
   * {@return a count and its thing}
   *
   * @param count how many, 0 or more
   * @param one the word for one of them; what it ends in decides the word for more: {@code class},
   *     {@code classes}; {@code category}, {@code categories}; {@code edge}, {@code edges}
   */
  public static String of(long count, String one) {
    return count + " " + (count == 1 ? one : many(one));
  }

  /**
   * {@return a count and its thing, with the thousands told apart: {@code 1,000,000 ticks}}
   *
   * @param count how many, 0 or more
   * @param one the word for one of them, as for {@link #of}
   */
  public static String grouped(long count, String one) {
    return Listing.count(count) + " " + (count == 1 ? one : many(one));
  }

  private static String many(String one) {
    if (one.endsWith("s") || one.endsWith("x")) {
      return one + "es";
    }
    return one.matches(".*[^aeiou]y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
  }
}
