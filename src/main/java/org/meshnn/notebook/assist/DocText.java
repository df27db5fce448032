package org.meshnn.notebook.assist;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meshnn.display.Rich;

/**
 * A documentation comment as text and, side by side, as HTML of harmless elements: no attributes,
 * no scripts, whatever the comment holds.
 */
final class DocText extends SimpleDocTreeVisitor<Void, Void> {
  private static final Set<String> BLOCKS =
      Set.of("p", "pre", "ul", "ol", "dl", "table", "blockquote", "h2", "h3", "h4");
  private static final Set<String> KEPT =
      Stream.concat(
              BLOCKS.stream(),
              Stream.of("li b i em strong code sub sup dt dd tr th td br".split(" ")))
          .collect(Collectors.toSet());

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private int preformatted;

  /** The whole comment: description, then parameters, result, exceptions. */
  static Description of(DocCommentTree comment) {
    DocText doc = new DocText();
    doc.html.append("<p>");
    doc.visit(comment.getFullBody());
    doc.tags(comment.getBlockTags());
    String lines = doc.text.toString().replaceAll("[ \t]+\n", "\n");
    return new Description(lines.replaceAll("\n{3,}", "\n\n").strip(), doc.html.toString().strip());
  }

  private void visit(List<? extends DocTree> trees) {
    trees.forEach(t -> t.accept(this, null));
  }

  private void tags(List<? extends DocTree> tags) {
    String section = "";
    for (DocTree tag : tags) {
      String title =
          switch (tag.getKind()) {
            case PARAM -> "Parameters";
            case RETURN -> "Returns";
            case THROWS, EXCEPTION -> "Throws";
            case SEE -> "See";
            default -> "";
          };
      if (title.isEmpty()) {
        continue;
      }
      if (!title.equals(section)) {
        text.append("\n\n").append(title).append(":");
        html.append("\n<p><b>").append(title).append("</b>");
        section = title;
      }
      text.append("\n    ");
      html.append("<br>");
      tag.accept(this, null);
    }
  }

  private void plain(String words) {
    String flowing = preformatted > 0 ? words : words.replaceAll("\\s+", " ");
    boolean atStart = text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
    text.append(preformatted == 0 && atStart ? flowing.stripLeading() : flowing);
    html.append(Rich.escape(flowing));
  }

  private void code(String words) {
    text.append(preformatted > 0 ? words : words.replaceAll("\\s+", " "));
    html.append("<code>").append(Rich.escape(words)).append("</code>");
  }

  private void named(String name, List<? extends DocTree> description) {
    code(name);
    if (!description.isEmpty()) {
      plain(": ");
      visit(description);
    }
  }

  @Override
  public Void visitText(TextTree node, Void v) {
    plain(node.getBody());
    return null;
  }

  @Override
  public Void visitLiteral(LiteralTree node, Void v) {
    if (node.getKind() == DocTree.Kind.CODE) {
      code(node.getBody().getBody());
    } else {
      plain(node.getBody().getBody());
    }
    return null;
  }

  @Override
  public Void visitLink(LinkTree node, Void v) {
    if (node.getLabel().isEmpty()) {
      String target = node.getReference().getSignature();
      code(target.startsWith("#") ? target.substring(1) : target.replace('#', '.'));
    } else {
      visit(node.getLabel());
    }
    return null;
  }

  @Override
  public Void visitValue(ValueTree node, Void v) {
    code(node.getReference() == null ? "(its value)" : node.getReference().getSignature());
    return null;
  }

  @Override
  public Void visitEntity(EntityTree node, Void v) {
    String name = node.getName().toString();
    String shown =
        switch (name) {
          case "lt" -> "<";
          case "gt" -> ">";
          case "amp" -> "&";
          case "quot" -> "\"";
          case "nbsp" -> " ";
          default -> null;
        };
    text.append(shown == null ? "&" + name + ";" : shown);
    html.append('&').append(Rich.escape(name)).append(';');
    return null;
  }

  @Override
  public Void visitStartElement(StartElementTree node, Void v) {
    String name = node.getName().toString().toLowerCase(Locale.ROOT);
    preformatted += name.equals("pre") ? 1 : 0;
    if (BLOCKS.contains(name)) {
      text.append("\n\n");
    } else if (name.equals("li") || name.equals("dt")) {
      text.append("\n  - ");
    } else if (name.equals("br") || name.equals("tr")) {
      text.append('\n');
    } else if (name.equals("td") || name.equals("th") || name.equals("dd")) {
      text.append("  ");
    }
    if (KEPT.contains(name)) {
      html.append('<').append(name).append('>');
    }
    return null;
  }

  @Override
  public Void visitEndElement(EndElementTree node, Void v) {
    String name = node.getName().toString().toLowerCase(Locale.ROOT);
    preformatted -= name.equals("pre") && preformatted > 0 ? 1 : 0;
    if (BLOCKS.contains(name)) {
      text.append("\n\n");
    }
    if (KEPT.contains(name)) {
      html.append("</").append(name).append('>');
    }
    return null;
  }

  @Override
  public Void visitParam(ParamTree node, Void v) {
    String name = node.getName().toString();
    named(node.isTypeParameter() ? "<" + name + ">" : name, node.getDescription());
    return null;
  }

  @Override
  public Void visitReturn(ReturnTree node, Void v) {
    if (node.isInline()) {
      plain("Returns ");
    }
    visit(node.getDescription());
    if (node.isInline() && text.charAt(text.length() - 1) != '.') {
      plain(".");
    }
    return null;
  }

  @Override
  public Void visitThrows(ThrowsTree node, Void v) {
    named(node.getExceptionName().getSignature(), node.getDescription());
    return null;
  }

  @Override
  public Void visitSee(SeeTree node, Void v) {
    StringBuilder words = new StringBuilder();
    node.getReference().forEach(words::append);
    plain(words.toString().replaceAll("<[^>]*>", ""));
    return null;
  }

  @Override
  public Void visitErroneous(ErroneousTree node, Void v) {
    plain(node.getBody());
    return null;
  }

  @Override
  public Void visitUnknownInlineTag(UnknownInlineTagTree node, Void v) {
    visit(node.getContent());
    return null;
  }
}
