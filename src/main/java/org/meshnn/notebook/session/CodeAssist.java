package org.meshnn.notebook.session;

import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
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

  CodeAssist(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** What can be typed at a position of a cell. */
  public Completion complete(String code, int at) {
    int start = snippetStart(code, at);
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
    String rest = code;
    while (true) {
      CompletionInfo next = analysis.analyzeCompletion(rest);
      switch (next.completeness()) {
        case EMPTY:
          return State.COMPLETE;
        case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE:
          return State.INCOMPLETE;
        case UNKNOWN:
          return State.INVALID;
        default:
          rest = next.remaining();
      }
    }
  }

  /** Where the snippet begins that holds a position of the cell. */
  private int snippetStart(String code, int at) {
    int start = 0;
    while (true) {
      CompletionInfo next = analysis.analyzeCompletion(code.substring(start));
      if (!next.completeness().isComplete() || next.remaining() == null) {
        return start;
      }
      int end = code.length() - next.remaining().length();
      if (end >= at || end <= start) {
        return start;
      }
      start = end;
    }
  }
}
