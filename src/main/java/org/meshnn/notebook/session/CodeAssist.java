package org.meshnn.notebook.session;

import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Completion, documentation and completeness of code being typed into a cell. */
public final class CodeAssist {
  /** Whether code can be run as it stands. */
  public enum State {
    COMPLETE,
    INCOMPLETE,
    INVALID
  }

  /** What may stand from {@code start} to {@code end} of the cell. */
  public record Completion(List<String> candidates, int start, int end) {}

  private final SourceCodeAnalysis analysis;

  private final Magics magics;

  CodeAssist(SourceCodeAnalysis analysis, Magics magics) {
    this.analysis = analysis;
    this.magics = magics;
  }

  /** What can be typed at a position of a cell. */
  public Completion complete(String code, int at) {
    int start = snippetStart(code, at);
    String typed = code.substring(start, at);
    if (typed.startsWith("%") && typed.chars().noneMatch(Character::isWhitespace)) {
      return new Completion(magics.names(typed), start, at);
    }
    start += magicName(typed + " ");
    int[] anchor = {at - start};
    List<String> candidates =
        analysis.completionSuggestions(code.substring(start), at - start, anchor).stream()
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new Completion(candidates, start + anchor[0], at);
  }

  /** Signatures, with Javadoc where its source is found, of what stands at a position. */
  public List<String> inspect(String code, int at) {
    int end = Math.min(at, code.length());
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    int start = snippetStart(code, end);
    start += magicName(code.substring(start, end) + " ");
    String snippet = code.substring(start, end);
    List<Documentation> found = analysis.documentation(snippet, snippet.length(), true);
    if (found.isEmpty()) {
      String call = snippet + "(";
      found = analysis.documentation(call, call.length(), true);
    }
    return found.stream()
        .map(d -> d.javadoc() == null ? d.signature() : d.signature() + "\n\n" + d.javadoc())
        .distinct()
        .toList();
  }

  /** Whether a cell is ready to run. */
  public State state(String code) {
    int at = 0;
    while (true) {
      Piece next = Piece.next(analysis, code, at);
      switch (next.completeness()) {
        case EMPTY:
          return State.COMPLETE;
        case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE:
          return State.INCOMPLETE;
        case UNKNOWN:
          return State.INVALID;
        default:
          at = next.end();
      }
    }
  }

  /** Where the snippet begins that holds a position of the cell. */
  private int snippetStart(String code, int at) {
    int from = 0;
    while (true) {
      Piece next = Piece.next(analysis, code, from);
      if (!next.completeness().isComplete() || next.end() >= at || next.end() == code.length()) {
        return Math.min(next.start(), at);
      }
      from = next.end();
    }
  }

  /** The length of the name of a magic at the beginning of a line; its code follows. */
  private static int magicName(String line) {
    int end = 0;
    while (line.startsWith("%") && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return end;
  }
}
