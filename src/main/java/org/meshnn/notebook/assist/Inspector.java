package org.meshnn.notebook.assist;

import com.sun.source.doctree.DocCommentTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.meshnn.display.Rich;

/** Signature, declaration and documentation of what stands at the end of some code. */
final class Inspector {
  private final JShell shell;
  private final Sources sources = new Sources();

  Inspector(JShell shell) {
    this.shell = shell;
  }

  /** Describes the name, or the call whose arguments are being typed, that ends the code. */
  Optional<Description> describe(String code) {
    Map<String, Optional<DocCommentTree>> found = documented(code);
    if (found.isEmpty()) {
      found = documented(code + "(");
    }
    if (found.isEmpty() && code.endsWith(")")) {
      found = documented(code.substring(0, code.length() - 1));
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    List<String> htmls = new ArrayList<>();
    found.forEach(
        (signature, doc) -> {
          String head = declaration(signature).map(d -> signature + "\n\n" + d).orElse(signature);
          Optional<Description> words = doc.map(DocText::of).filter(d -> !d.text().isEmpty());
          texts.add(head + words.map(d -> "\n\n" + d.text()).orElse(""));
          htmls.add(
              "<pre>" + Rich.escape(head) + "</pre>" + words.map(Description::html).orElse(""));
        });
    return Optional.of(
        new Description(
            String.join("\n\n" + "-".repeat(40) + "\n", texts), String.join("<hr>", htmls)));
  }

  /** Signatures with their documentation: ours from its own sources, the JDK's through JShell. */
  private Map<String, Optional<DocCommentTree>> documented(String code) {
    Map<String, Optional<DocCommentTree>> found = new LinkedHashMap<>();
    boolean missing = false;
    for (Documentation d : shell.sourceCodeAnalysis().documentation(code, code.length(), false)) {
      Optional<DocCommentTree> doc = sources.doc(Signature.parse(d.signature()));
      missing |= doc.isEmpty() && !isVariable(d.signature());
      found.put(d.signature(), doc);
    }
    if (missing) {
      for (Documentation d : shell.sourceCodeAnalysis().documentation(code, code.length(), true)) {
        if (d.javadoc() != null && found.getOrDefault(d.signature(), Optional.empty()).isEmpty()) {
          found.put(d.signature(), Sources.parseComment(d.javadoc()));
        }
      }
    }
    return found;
  }

  private static boolean isVariable(String signature) {
    return Signature.erase(signature).matches("\\w+:.*");
  }

  /** The cell's own words, for what a cell declared. */
  private Optional<String> declaration(String shown) {
    Signature signature = Signature.parse(shown);
    if (!signature.owner().isEmpty()) {
      return Optional.empty();
    }
    Stream<? extends DeclarationSnippet> declared =
        isVariable(shown)
            ? shell.variables()
            : Stream.concat(shell.types(), signature.isCall() ? shell.methods() : Stream.empty());
    return declared
        .filter(d -> d.name().equals(signature.simpleName()))
        .findFirst()
        .map(d -> d.source().strip());
  }
}
