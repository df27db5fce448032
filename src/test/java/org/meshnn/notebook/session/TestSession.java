package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.meshnn.notebook.assist.CodeAssist;

/** One session for the tests of a class; its cells are number 7, its outputs those of the test. */
public final class TestSession implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private Session session;
  private Recorded outputs;

  @Override
  public void beforeAll(ExtensionContext context) {
    session = new Session();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    outputs = new Recorded();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    session.close();
  }

  public Session session() {
    return session;
  }

  public CodeAssist assist() {
    return session.assist();
  }

  public Recorded outputs() {
    return outputs;
  }

  public CellOutcome run(String source) {
    return session.run(7, source, outputs);
  }

  /** The value of a cell that must not fail; null for none. */
  public Object value(String source) {
    CellOutcome outcome = run(source);
    assertEquals(Optional.empty(), outcome.failure());
    return outcome.value().orElse(null);
  }

  /** The failure of a cell that must fail. */
  public CellFailure failure(String source) {
    return run(source).failure().orElseThrow();
  }
}
