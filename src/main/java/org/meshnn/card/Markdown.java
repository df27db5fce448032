package org.meshnn.card;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meshnn.text.OneLine;

/** A card as Markdown, as GitHub and Jupyter read it. */
final class Markdown {
  /** What would be markup; an underscore only where it does not part letters or digits. */
  private static final Pattern MARKUP =
      Pattern.compile("[\\\\*`\\[\\]<>|~$&]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private Markdown() {}

  static String of(Card card) {
    StringBuilder page = new StringBuilder("# ").append(escaped(card.title())).append("\n");
    for (Section section : card.sections()) {
      page.append("\n## ").append(escaped(section.title())).append("\n");
      section.blocks().forEach(block -> page.append("\n").append(of(block)));
    }
    return page.toString();
  }

  private static String of(Block block) {
    if (block instanceof Block.Text text) {
      return escaped(text.text()) + "\n";
    }
    if (block instanceof Block.Items list) {
      return list.items().stream()
          .map(item -> "- " + escaped(item) + "\n")
          .collect(Collectors.joining());
    }
    if (block instanceof Block.Code code) {
      return "```" + code.language() + "\n" + code.code() + "```\n";
    }
    Block.Cells cells = (Block.Cells) block;
    StringBuilder table = new StringBuilder(row(cells.head().stream().map(Markdown::escaped)));
    table.append(row(cells.right().stream().map(right -> right ? "---:" : "---")));
    cells.rows().forEach(row -> table.append(row(row.stream().map(Markdown::escaped))));
    return table.toString();
  }

  private static String row(Stream<String> cells) {
    return "| " + cells.collect(Collectors.joining(" | ")) + " |\n";
  }

  private static String escaped(String text) {
    return MARKUP.matcher(OneLine.of(text)).replaceAll("\\\\$0");
  }
}
