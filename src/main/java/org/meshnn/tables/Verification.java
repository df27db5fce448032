package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.meshnn.tables.TableDigest.Column;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/**
 * Whether a table is the one that was seen.
 *
 * @param same whether it is
 * @param sentence that says so, or what differs
 */
public record Verification(boolean same, String sentence) {

  /**
   * {@return whether a table is the one seen before, and what differs if it is not} The order of
   * the columns does not count.
   *
   * @param seen before
   * @param given now
   * @throws IllegalArgumentException if one is null
   */
  public static Verification of(TableDigest seen, TableDigest given) {
    Required.of(seen, "the digest of the table that was seen");
    Required.of(given, "the digest of a table, for example TableDigest.of(table)");
    return seen.sha256().equals(given.sha256())
        ? new Verification(true, "This is the table: " + seen + ".")
        : new Verification(
            false, "This is not the table: " + String.join("; ", differences(seen, given)) + ".");
  }

  private static List<String> differences(TableDigest seen, TableDigest given) {
    List<Column> lost = without(seen.columns(), given.columns());
    List<Column> found = without(given.columns(), seen.columns());
    List<String> parts = new ArrayList<>();
    for (Column column : List.copyOf(lost)) {
      Optional<Column> renamed =
          found.stream().filter(other -> other.sha256().equals(column.sha256())).findFirst();
      if (renamed.isPresent()) {
        String name = Listing.quoted(renamed.get().name());
        parts.add("its column " + name + " was called " + Listing.quoted(column.name()));
        lost.remove(column);
        found.remove(renamed.get());
      }
    }
    note(parts, "it has no column ", lost);
    note(parts, "it has another column ", found);
    if (seen.rows() != given.rows()) {
      parts.add("it has " + Plural.of(given.rows(), "row") + ", not " + seen.rows());
    } else if (parts.isEmpty() && seen.rowsInAnyOrder().equals(given.rowsInAnyOrder())) {
      parts.add("its rows are the same, in another order");
    } else {
      note(parts, "other values in ", changed(seen, given, Verification::sameKindOtherValues));
    }
    for (Column column : changed(seen, given, (a, b) -> !sameKind(a, b))) {
      parts.add(Listing.quoted(column.name()) + " is now " + column.kind());
    }
    return parts;
  }

  /** The columns whose names the others have not. */
  private static List<Column> without(List<Column> columns, List<Column> others) {
    List<String> names = others.stream().map(Column::name).toList();
    return new ArrayList<>(columns.stream().filter(c -> !names.contains(c.name())).toList());
  }

  /** The given columns that differ so from those of their names. */
  private static List<Column> changed(
      TableDigest seen, TableDigest given, BiPredicate<Column, Column> differ) {
    return given.columns().stream()
        .filter(
            column ->
                seen.columns().stream()
                    .anyMatch(c -> c.name().equals(column.name()) && differ.test(c, column)))
        .toList();
  }

  private static boolean sameKind(Column a, Column b) {
    return a.kind().equals(b.kind());
  }

  private static boolean sameKindOtherValues(Column a, Column b) {
    return sameKind(a, b) && !a.sha256().equals(b.sha256());
  }

  private static void note(List<String> parts, String what, List<Column> columns) {
    if (!columns.isEmpty()) {
      List<String> names = columns.stream().map(c -> Listing.quoted(c.name())).toList();
      parts.add(what + Listing.ofParts(names));
    }
  }

  @Override
  public String toString() {
    return sentence;
  }
}
