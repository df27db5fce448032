package org.meshnn.notebook.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.ReplyType;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;

/**
 * The cells a front end queued behind one that failed ("run all"): they are not run.
 *
 * <p>A request belongs to the backlog when it was sent before the failure. The sender's clock may
 * differ from ours; the fastest message so far tells by how much.
 */
final class Backlog {
  private Duration skew;
  private Instant failedAt = Instant.MIN;

  /** A cell has just failed. */
  void failed() {
    failedAt = Instant.now();
  }

  /** Whether a request that arrives now was sent before the last failure. */
  boolean isStale(Message<?> request) {
    return isStale(sentAt(request), Instant.now());
  }

  boolean isStale(Instant sent, Instant now) {
    Duration delay = Duration.between(sent, now);
    if (skew == null || delay.compareTo(skew) < 0) {
      skew = delay;
    }
    return sent.plus(skew).isBefore(failedAt);
  }

  /** When the sender says it sent a request; now, when that cannot be read. */
  private static Instant sentAt(Message<?> request) {
    try {
      return OffsetDateTime.parse(request.getHeader().getTimestamp().getDateString()).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.now();
    }
  }

  /** The reply to a request that is not run. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static Message<?> aborted(Message<?> request) {
    return new Message(request, ExecuteReply.MESSAGE_TYPE.error(), new Aborted());
  }

  private static final class Aborted implements ReplyType<Object> {
    @SuppressWarnings("unused") // read by the JSON serialiser
    private final String status = "aborted";

    @Override
    public MessageType<Object> getRequestType() {
      return MessageType.UNKNOWN;
    }
  }
}
