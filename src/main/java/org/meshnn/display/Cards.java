package org.meshnn.display;

import java.util.List;
import java.util.Map;
import org.meshnn.card.Block;
import org.meshnn.card.Card;
import org.meshnn.card.Section;
import org.meshnn.text.OneLine;

/** How a model's card looks: as a page of HTML; its text is Markdown. */
final class Cards {
  private Cards() {}

  static Map<String, String> bundle(Card card) {
    StringBuilder html = new StringBuilder("<div style=\"max-width:60em\">");
    html.append("<h2>").append(text(card.title())).append("</h2>");
    for (Section section : card.sections()) {
      html.append("<h3>").append(text(section.title())).append("</h3>");
      section.blocks().forEach(block -> html.append(html(block)).append("\n"));
    }
    return Rich.html(card.toString(), html.append("</div>").toString());
  }

  private static String html(Block block) {
    if (block instanceof Block.Text paragraph) {
      return "<p>" + text(paragraph.text()) + "</p>";
    }
    if (block instanceof Block.Items list) {
      StringBuilder items = new StringBuilder("<ul>");
      list.items().forEach(item -> items.append("<li>").append(text(item)).append("</li>"));
      return items.append("</ul>").toString();
    }
    if (block instanceof Block.Code code) {
      return "<pre style=\"overflow-x:auto\"><code>" + Rich.escape(code.code()) + "</code></pre>";
    }
    Block.Cells cells = (Block.Cells) block;
    boolean facts = cells.head().stream().allMatch(String::isEmpty);
    return new Grid("", cells.head(), List.of(), cells.right(), cells.rows())
        .html((row, column) -> facts && column == 0 ? ";white-space:nowrap" : "");
  }

  private static String text(String text) {
    return Rich.escape(OneLine.of(text));
  }
}
