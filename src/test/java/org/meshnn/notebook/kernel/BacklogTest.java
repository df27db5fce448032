package org.meshnn.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogTest {
  @Test
  void aRequestSentBeforeTheFailureIsStale() {
    Backlog backlog = new Backlog();
    Instant now = Instant.now();
    // The sender's clock is a minute behind.
    assertEquals(false, backlog.isStale(now.minusSeconds(60), now));
    backlog.failed();
    Instant failed = Instant.now();
    assertEquals(true, backlog.isStale(now.minusSeconds(61), failed));
    assertEquals(false, backlog.isStale(failed.minusSeconds(50), failed.plusSeconds(10)));
  }
}
