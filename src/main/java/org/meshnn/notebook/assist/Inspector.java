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
    Map<Signature, Optional<DocCommentTree>> found =
        Stream.of(code, code + "(", code.replaceFirst("\\)$", ""))
            .map(this::documented)
            .filter(documented -> !documented.isEmpty())
            .findFirst()
            .orElse(Map.of());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    List<String> htmls = new ArrayList<>();
    found.forEach(
        (signature, doc) -> {
          String head = signature.shown() + declaration(signature).map(d -> "\n\n" + d).orElse("");
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
  private Map<Signature, Optional<DocCommentTree>> documented(String code) {
    Map<Signature, Optional<DocCommentTree>> found = new LinkedHashMap<>();
    for (Documentation d : shell.sourceCodeAnalysis().documentation(code, code.length(), false)) {
      Signature signature = Signature.parse(d.signature());
      found.put(signature, sources.doc(signature));
    }
    if (found.entrySet().stream()
        .anyMatch(e -> e.getValue().isEmpty() && !e.getKey().isVariable())) {
      for (Documentation d : shell.sourceCodeAnalysis().documentation(code, code.length(), true)) {
        Signature signature = Signature.parse(d.signature());
        if (d.javadoc() != null && found.getOrDefault(signature, Optional.empty()).isEmpty()) {
          found.put(signature, Sources.parseComment(d.javadoc()));
        }
      }
    }
    return found;
  }

  /** The cell's own words, for what a cell declared. */
  private Optional<String> declaration(Signature signature) {
    if (!signature.owner().isEmpty()) {
      return Optional.empty();
    }
    Stream<? extends DeclarationSnippet> declared =
        signature.isVariable()
            ? shell.variables()
            : Stream.concat(shell.types(), signature.isCall() ? shell.methods() : Stream.empty());
    return declared
        .filter(d -> d.name().equals(signature.name()))
        .findFirst()
        .map(d -> d.source().strip());
  }
}
