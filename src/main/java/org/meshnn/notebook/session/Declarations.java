package org.meshnn.notebook.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.meshnn.display.Outlet;
import org.meshnn.text.Listing;

/**
 * What a cell's declarations do to one another: those that wait for a later one, and the variables
 * that are declared again because something they refer to has changed.
 */
final class Declarations {
  private final JShell shell;
  private final CarriedValues values;
  private final Map<String, DeclarationSnippet> waiting = new LinkedHashMap<>();

  Declarations(JShell shell, CarriedValues values) {
    this.shell = shell;
    this.values = values;
  }

  /** Notes what a snippet just evaluated did to declarations, its own and others. */
  void changed(List<SnippetEvent> events, Outlet outlet) {
    events.forEach(this::remember);
    // What was replaced comes before what refers to it.
    events.stream().filter(e -> e.status() == Status.OVERWRITTEN).forEach(this::restore);
    events.stream().filter(e -> e.status() != Status.OVERWRITTEN).forEach(this::restore);
    tellLost(events, outlet);
  }

  private void remember(SnippetEvent event) {
    if (event.snippet() instanceof DeclarationSnippet declared
        && event.status() != Status.OVERWRITTEN) {
      waiting.put(declared.id(), declared);
    }
  }

  /** Tells what still waits at the end of a cell, and for what. */
  void tellWaiting(Outlet outlet) {
    for (DeclarationSnippet snippet : waiting.values()) {
      Status status = shell.status(snippet);
      if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
        String verb = status == Status.RECOVERABLE_DEFINED ? "run" : "be used";
        outlet.stream("stderr", "note: " + snippet.name() + " cannot " + verb + reason(snippet));
      }
    }
    waiting.clear();
  }

  private String reason(DeclarationSnippet snippet) {
    List<String> missing = shell.unresolvedDependencies(snippet).toList();
    if (!missing.isEmpty()) {
      return " until this is declared: " + Listing.of(missing) + "\n";
    }
    Optional<Diag> error = shell.diagnostics(snippet).filter(Diag::isError).findFirst();
    return error
            .map(e -> ": " + e.getMessage(Locale.getDefault()).lines().toList().get(0))
            .orElse("")
        + "\n";
  }

  /**
   * Whether a declaration that holds has been undone without running again: because it no longer
   * compiles, or by one of the same name that does not compile.
   */
  private boolean isUndone(SnippetEvent event) {
    if (event.causeSnippet() == null || event.previousStatus() != Status.VALID) {
      return false;
    }
    Status cause = shell.status(event.causeSnippet());
    return event.status() == Status.OVERWRITTEN
        ? cause == Status.REJECTED || cause == Status.DROPPED
        : shell.status(event.snippet()) == Status.RECOVERABLE_NOT_DEFINED;
  }

  private void restore(SnippetEvent event) {
    if (!isUndone(event)) {
      return;
    }
    if (event.snippet() instanceof VarSnippet variable) {
      restore(variable);
    } else if (event.status() == Status.OVERWRITTEN) {
      shell.eval(event.snippet().source()).forEach(this::remember);
    }
  }

  /** Declares a variable by its type alone, with the value that it has. */
  private void restore(VarSnippet variable) {
    if (variable.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
      String declaration = variable.typeName() + " " + variable.name() + ";";
      values.keeping(variable.id(), () -> shell.eval(declaration).forEach(this::remember));
    }
  }

  private void tellLost(List<SnippetEvent> events, Outlet outlet) {
    Set<String> own =
        events.stream()
            .filter(event -> event.causeSnippet() == null)
            .map(event -> name(event.snippet()))
            .collect(Collectors.toSet());
    List<String> lost =
        values.takeLost().stream()
            .filter(name -> !name.startsWith("$") && !own.contains(name))
            .sorted()
            .toList();
    if (!lost.isEmpty()) {
      String why = Listing.of(own) + " was declared again";
      outlet.stream("stderr", "note: " + why + ": no value any more in " + Listing.of(lost) + "\n");
    }
  }

  private static String name(Snippet snippet) {
    return snippet instanceof DeclarationSnippet declared ? declared.name() : snippet.source();
  }
}
