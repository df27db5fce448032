package org.meshnn.notebook.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a cell.
 *
 * @param value the value of its last expression; empty for none, for null and after a failure
 * @param failure why it did not finish; empty when it did
 */
public record CellOutcome(Optional<Object> value, Optional<CellFailure> failure) {

  static CellOutcome of(@Nullable Object value) {
    return new CellOutcome(Optional.ofNullable(value), Optional.empty());
  }

  /**
   * {@return the outcome of a cell that did not finish}
   *
   * @param failure why
   */
  public static CellOutcome failed(CellFailure failure) {
    return new CellOutcome(Optional.empty(), Optional.of(failure));
  }
}
