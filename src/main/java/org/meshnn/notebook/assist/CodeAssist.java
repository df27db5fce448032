package org.meshnn.notebook.assist;

import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Completion, documentation and completeness of code being typed into a cell. */
public final class CodeAssist {
  /** Whether code can be run as it stands. */
  public enum State {
    /** It can, or is empty. */
    COMPLETE,
    /** More must follow. */
    INCOMPLETE,
    /** It is no Java, whatever follows. */
    INVALID
  }

  /**
   * What may stand from one position of the cell to another.
   *
   * @param candidates best first
   * @param start the first position
   * @param end one past the last
   */
  public record Completion(List<Candidate> candidates, int start, int end) {}

  private final SourceCodeAnalysis analysis;
  private final Completer completer;
  private final Inspector inspector;
  private final List<String> magics;

  /**
   * Assists those who type code for a shell.
   *
   * @param shell whose declarations it knows
   * @param loader finds the classes that the shell's snippets see
   * @param magics names of lines that are no Java, with their percent signs
   */
  public CodeAssist(JShell shell, ClassLoader loader, List<String> magics) {
    analysis = shell.sourceCodeAnalysis();
    completer = new Completer(shell, loader);
    inspector = new Inspector(shell);
    this.magics = magics;
  }

  /**
   * {@return what can be typed at a position of a cell; nothing inside a comment or a literal}
   *
   * @param code the cell, as far as it is typed
   * @param at position in it, from 0 to its length
   */
  public Completion complete(String code, int at) {
    Piece piece = pieceAt(code, at);
    if (OpenToken.of(code.substring(piece.from(), at)).isPresent()) {
      return new Completion(List.of(), at, at);
    }
    int start = Math.min(piece.start(), at);
    String typed = code.substring(start, at);
    if (typed.startsWith("%") && typed.chars().noneMatch(Character::isWhitespace)) {
      return new Completion(
          magics.stream()
              .filter(name -> name.startsWith(typed))
              .map(name -> new Candidate(name, "function", ""))
              .toList(),
          start,
          at);
    }
    start += magicName(typed + " ");
    int[] anchor = {at - start};
    List<Suggestion> suggestions =
        analysis.completionSuggestions(code.substring(start), at - start, anchor);
    int nameStart = start + anchor[0];
    String before = code.substring(start, Math.min(nameStart, at));
    return new Completion(completer.candidates(suggestions, before), nameStart, at);
  }

  /**
   * {@return signature, declaration and documentation of what stands at a position, if known}
   *
   * @param code the cell, as far as it is typed
   * @param at position in it, at least 0; its end if beyond
   */
  public Optional<Description> inspect(String code, int at) {
    int end = Math.min(at, code.length());
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    int start = Math.min(pieceAt(code, end).start(), end);
    start += magicName(code.substring(start, end) + " ");
    return inspector.describe(code.substring(start, end));
  }

  /**
   * {@return whether a cell is ready to run}
   *
   * @param code the cell, as far as it is typed
   */
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

  /** The piece that holds a position of the cell. */
  private Piece pieceAt(String code, int at) {
    int from = 0;
    while (true) {
      Piece next = Piece.next(analysis, code, from);
      if (!next.completeness().isComplete() || next.end() >= at || next.end() == code.length()) {
        return next;
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
