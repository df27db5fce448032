package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.api.ColumnType;

/** Decides the type of a column from what all its entries have in common. */
final class ColumnDecision {
  /** How the reason begins of a column of which nothing else is said. */
  static final String TEXT = "text";

  private final String name;
  private final ColumnScan scan;
  private final Reading.@Nullable Stated stated;
  private final HoleWords words;
  private final Set<String> statedHoles;
  private final DecimalMark mark;

  ColumnDecision(
      String name,
      ColumnScan scan,
      Reading.@Nullable Stated stated,
      HoleWords words,
      Set<String> statedHoles,
      DecimalMark mark) {
    this.name = name;
    this.scan = scan;
    this.stated = stated;
    this.words = words;
    this.statedHoles = statedHoles;
    this.mark = mark;
  }

  ColumnPlan plan() {
    if (stated != null) {
      return switch (stated.held()) {
        case TEXT -> text(TEXT + "; as stated");
        case NUMBERS -> numbers();
        case DATES -> dated(Required.of(stated.form(), "a form of dates"), "; as stated");
      };
    }
    if (scan.entries() == 0) {
      boolean empty = scan.holes().isEmpty();
      return typed(ColumnType.STRING, empty ? "no rows" : "nothing but holes");
    }
    if (scan.truths()) {
      return typed(ColumnType.BOOLEAN, "true or false");
    }
    if (scan.styles() != 0) {
      return scan.addresses() ? text("addresses, not thousands with points between") : numbers();
    }
    return scan.forms().isEmpty() ? text(words()) : dates();
  }

  private ColumnPlan typed(ColumnType type, String reason) {
    return new ColumnPlan(type, NumberStyle.POINT, null, words.known(), reason);
  }

  private ColumnPlan dated(DateForm form, String stated) {
    String reason =
        "written "
            + form
            + (form.hasYearOfTwoDigits() ? ", years read as 2000 to 2099" : "")
            + stated
            + (scan.finer() ? "; cut to milliseconds" : "");
    return new ColumnPlan(form.type(), NumberStyle.POINT, form, words.known(), reason);
  }

  private ColumnPlan text(String reason) {
    Set<String> holes = words.ofText(scan.codes(), statedHoles);
    List<String> kept =
        scan.holes().keySet().stream()
            .filter(word -> !holes.contains(word))
            .map(word -> Listing.quoted(word) + " (" + scan.holes().get(word) + ")")
            .toList();
    String told =
        kept.isEmpty()
            ? reason
            : reason
                + "; "
                + String.join(" and ", kept)
                + (scan.holes().containsKey(HoleWords.CODE) && scan.codes()
                    ? " kept as a code among codes; .missing(..) makes a hole of it"
                    : " kept as a word; .missing(..) makes a hole of it");
    return new ColumnPlan(ColumnType.STRING, NumberStyle.POINT, null, holes, told);
  }

  private ColumnPlan numbers() {
    boolean asStated = stated != null;
    NumberStyle style = scan.styles() == 0 ? NumberStyle.POINT : mark.style(scan);
    int shape = scan.shape(style);
    if (asStated && scan.entries() > 0 && scan.styles() == 0) {
      throw new IllegalArgumentException(
          "its numbers have different decimal marks or thousands separators; make them one");
    }
    if (scan.percents() > 0 && scan.percents() < scan.entries()) {
      return mixedPercents();
    }
    if (!asStated && scan.zero() != null) {
      return text(
          "digits that begin with 0, as "
              + Listing.quoted(scan.zero())
              + ": codes; "
              + call(".number(")
              + " makes numbers of them");
    }
    boolean whole = (shape & NumberStyle.DECIMAL) == 0;
    if (!asStated && whole && (shape & NumberStyle.HUGE) != 0) {
      return text(
          "whole numbers of more than 18 digits; " + call(".number(") + " rounds them to doubles");
    }
    ColumnType type =
        !whole || (shape & NumberStyle.HUGE) != 0
            ? ColumnType.DOUBLE
            : (shape & NumberStyle.LONG) != 0 ? ColumnType.LONG : ColumnType.INTEGER;
    List<String> reasons = new ArrayList<>();
    reasons.add(
        whole
            ? type.equals(ColumnType.DOUBLE) ? "whole numbers, rounded" : "whole numbers"
            : style.decimal() == ',' ? "numbers with decimal commas" : "numbers");
    if ((shape & NumberStyle.GROUPED) != 0) {
      reasons.add(style.groups() + " between thousands");
    }
    if (scan.percents() > 0) {
      reasons.add("percent signs taken off: 5 % is 5");
    }
    reasons.addAll(mark.doubts(scan));
    if (asStated) {
      reasons.add("as stated");
    }
    return new ColumnPlan(type, style, null, words.known(), String.join("; ", reasons));
  }

  private ColumnPlan mixedPercents() {
    if (stated != null) {
      throw new IllegalArgumentException("some of its numbers have a percent sign, some have none");
    }
    return text(
        Plural.grouped(scan.percents(), "entry")
            + " of "
            + Listing.count(scan.entries())
            + " with a percent sign");
  }

  private String call(String method) {
    return method + Calls.literal(name) + ")";
  }

  private ColumnPlan dates() {
    List<DateForm> certain = scan.forms().stream().filter(DateForm::wholeYear).toList();
    if (certain.isEmpty()) {
      return text("dates with years of two digits: state " + proposals(scan.forms()));
    }
    DateForm form = certain.get(0);
    if (certain.stream().anyMatch(form::contradicts)) {
      return text("dates, day or month first: state " + proposals(certain));
    }
    return dated(form, "");
  }

  private String proposals(List<DateForm> forms) {
    return forms.stream()
        .map(form -> ".date(" + Calls.literal(name) + ", \"" + form + "\")")
        .collect(Collectors.joining(" or "));
  }

  /** What is said of text: what kept it from being numbers, where it nearly was. */
  private String words() {
    if (scan.numbers() == scan.entries()) {
      return "numbers whose decimal marks or thousands separators differ";
    }
    if (2L * scan.numbers() <= scan.entries()) {
      return TEXT;
    }
    int others = scan.entries() - scan.numbers();
    List<String> told =
        scan.strange().entrySet().stream()
            .map(word -> Listing.quoted(word.getKey()) + " (" + word.getValue() + ")")
            .toList();
    int named = scan.strange().values().stream().mapToInt(Integer::intValue).sum();
    return "numbers but for "
        + Plural.grouped(others, "entry")
        + ": "
        + String.join(", ", told)
        + (named < others ? ", .." : "")
        + "; .missing(..) makes holes of such words";
  }
}
