package org.meshnn.text;

/** The beginning of a text that is too long to be shown. */
public final class Excerpt {
  /** Characters (UTF-16 units) that are shown of a line of source. */
  public static final int LINE = 200;

  private Excerpt() {}

  /**
   * {@return the text, or its first characters and how many there are of all} As in {@code abc…
   * (first 3 of 1,000 characters)}.
   *
   * @param text of any length
   * @param most characters (UTF-16 units) that are shown, at least 1; one less rather than half of
   *     a surrogate pair
   */
  public static String start(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end)
        + "… (first "
        + Listing.count(end)
        + " of "
        + Listing.count(text.length())
        + " characters)";
  }
}
