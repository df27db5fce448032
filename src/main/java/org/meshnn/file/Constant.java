package org.meshnn.file;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/** Constants of an enum by their names in lower case, as model.json has them. */
final class Constant {
  private Constant() {}

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <E extends Enum<E>> E of(Class<E> type, @Nullable String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> name(constant).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of "
                        + Listing.of(
                            Arrays.stream(type.getEnumConstants()).map(Constant::name).toList())
                        + "; got "
                        + (name == null ? "none" : Listing.quoted(name))));
  }
}
