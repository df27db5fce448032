package org.meshnn.graph;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule changed by an operation: the source is that of the operation before, and so on. A chain is
 * walked in a loop, and what a row of operations adds and takes away is gathered first: 20,000
 * rules joined one after another are one change and no recursion.
 */
final class Chain implements Rule {
  private enum Operation {
    AND,
    EXCEPT,
    PART
  }

  /** Some of the edges. */
  @FunctionalInterface
  interface Part extends Serializable {
    EdgeSet of(EdgeSet all);
  }

  private final Rule source;
  private final Operation operation;
  private final @Nullable Rule operand; // null for PART
  private final @Nullable Part part; // null for the others

  private Chain(Rule source, Operation operation, @Nullable Rule operand, @Nullable Part part) {
    this.source = source;
    this.operation = operation;
    this.operand = operand;
    this.part = part;
  }

  static Chain and(Rule source, Rule operand) {
    return new Chain(source, Operation.AND, operand, null);
  }

  static Chain except(Rule source, Rule operand) {
    return new Chain(source, Operation.EXCEPT, operand, null);
  }

  static Chain part(Rule source, Part part) {
    return new Chain(source, Operation.PART, null, part);
  }

  @Override
  public EdgeSet edges(Roles roles) {
    Deque<Chain> steps = steps();
    EdgeSet edges = requireNonNull(steps.peek()).source.edges(roles);
    while (!steps.isEmpty()) {
      edges =
          steps.peek().operation == Operation.PART
              ? requireNonNull(steps.pop().part).of(edges)
              : change(steps, roles).of(edges);
    }
    return edges;
  }

  /** The first to be done on top. */
  private Deque<Chain> steps() {
    Deque<Chain> steps = new ArrayDeque<>();
    for (Rule last = this; last instanceof Chain chain; last = chain.source) {
      steps.push(chain);
    }
    return steps;
  }

  /** A step as Java serialises it. */
  private record Step(Operation operation, @Nullable Rule operand, @Nullable Part part)
      implements Serializable {}

  /** A chain as Java serialises it: without recursion from step to step. */
  private record Written(Rule first, List<Step> steps) implements Serializable {
    Object readResolve() {
      Rule last = first;
      for (Step step : steps) {
        last = new Chain(last, step.operation(), step.operand(), step.part());
      }
      return last;
    }
  }

  Object writeReplace() {
    Deque<Chain> steps = steps();
    return new Written(
        requireNonNull(steps.peek()).source,
        steps.stream().map(step -> new Step(step.operation, step.operand, step.part)).toList());
  }

  /** Takes the steps before the next part off the top; all that they change. */
  private static Change change(Deque<Chain> steps, Roles roles) {
    Draft draft = new Draft(roles.neurons());
    while (!steps.isEmpty() && steps.peek().operation != Operation.PART) {
      Chain step = steps.pop();
      draft.there(step.operation == Operation.AND);
      requireNonNull(step.operand).addTo(draft, roles);
    }
    return draft.build();
  }

  /** A sum adds its terms, however deep, each by itself. */
  @Override
  public void addTo(Draft draft, Roles roles) {
    Deque<Rule> terms = new ArrayDeque<>();
    terms.push(this);
    while (!terms.isEmpty()) {
      Rule term = terms.pop();
      if (term instanceof Chain chain && chain.operation == Operation.AND) {
        terms.push(requireNonNull(chain.operand));
        terms.push(chain.source);
      } else if (term instanceof Chain) {
        draft.add(term.edges(roles));
      } else {
        term.addTo(draft, roles);
      }
    }
  }
}
