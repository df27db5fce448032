package org.meshnn.notebook.session;

import java.util.Optional;

/**
 * What came of a cell.
 *
 * @param value the value of its last expression; empty for none, for null and after a failure
 * @param failure why it did not finish; empty when it did
 */
public record Outcome(Optional<Object> value, Optional<Failure> failure) {

  static Outcome of(Object value) {
    return new Outcome(Optional.ofNullable(value), Optional.empty());
  }

  public static Outcome failed(Failure failure) {
    return new Outcome(Optional.empty(), Optional.of(failure));
  }
}
