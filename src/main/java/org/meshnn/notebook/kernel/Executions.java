package org.meshnn.notebook.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.meshnn.display.Outlet;
import org.meshnn.display.Rich;
import org.meshnn.notebook.assist.CodeAssist;
import org.meshnn.notebook.assist.Description;
import org.meshnn.notebook.session.CellFailure;
import org.meshnn.text.Listing;

/**
 * Serves execute requests, one after the other: counts them, publishes what they give, replies.
 *
 * <p>When a cell fails, the cells that a front end has queued behind it ("run all") are not run.
 * Those are the requests that arrive before the reply to the failed one is sent: whoever sent them
 * could not know of the failure. No clock is asked.
 */
final class Executions {
  /** A cell that asks what something is: {@code Mesh.of?}. */
  private static final Pattern QUESTION =
      Pattern.compile("\\s*((?:new\\s+)?[\\w.$]+)(\\(?)\\)?\\s*\\?{1,2}\\s*");

  private final Channels channels;
  private final Cells cells;
  private final CompletableFuture<CodeAssist> assist;
  private final CellHistory history;
  private final Set<String> shown = new HashSet<>();
  private int next = 1;
  private boolean aborting;

  Executions(
      Channels channels, Cells cells, CompletableFuture<CodeAssist> assist, CellHistory history) {
    this.channels = channels;
    this.cells = cells;
    this.assist = assist;
    this.history = history;
  }

  /** Whether a cell is a question of the form {@code name?}. */
  static boolean isQuestion(String code) {
    return QUESTION.matcher(code).matches();
  }

  synchronized void serve(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    env.setBusyDeferIdle();
    if (aborting) {
      env.defer().reply(Replies.aborted(message));
      return;
    }
    ExecuteRequest request = message.getContent();
    boolean counted = request.shouldStoreHistory() && !request.isSilent();
    int count = counted ? next++ : next;
    if (!request.isSilent()) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    Matcher question = QUESTION.matcher(request.getCode());
    if (question.matches()) {
      String asked = question.group(1) + question.group(2);
      env.defer().reply(Replies.executed(message, count, Map.of(), help(env, asked)));
      return;
    }
    run(env, message, count, counted);
  }

  private void run(
      ShellReplyEnvironment env, Message<ExecuteRequest> message, int count, boolean counted) {
    ExecuteRequest request = message.getContent();
    Outlet outlet = request.isSilent() ? new Silence() : new Connected(env, shown);
    Cells.Ran result = cells.run(env, count, request, request.getCode(), outlet);
    if (counted) {
      history.add(count, request.getCode(), result.text());
    }
    if (result.failure() != null) {
      fail(env, count, request, result.failure());
      return;
    }
    if (!request.isSilent() && result.bundle() != null) {
      env.publish(new PublishExecuteResult(count, Connected.data(result.bundle())));
    }
    Map<String, Object> expressions = cells.expressions(env, count, request);
    env.defer().reply(Replies.executed(message, count, expressions, List.of()));
  }

  private void fail(
      ShellReplyEnvironment env, int count, ExecuteRequest request, CellFailure failure) {
    List<String> traceback = Cells.coloured(failure);
    if (!request.isSilent()) {
      env.publish(new PublishError(failure.name(), failure.message(), traceback));
    }
    var reply = new ErrorReply(failure.name(), failure.message(), traceback);
    reply.setExecutionCount(count);
    List<Message<?>> queued = request.shouldStopOnError() ? channels.arrived() : List.of();
    env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
    env.resolveDeferrals();
    aborting = true;
    try {
      queued.forEach(channels::handle);
    } finally {
      aborting = false;
    }
  }

  /** Answers {@code name?} as a page; says so when nothing is known of the name. */
  private List<Map<String, Object>> help(ShellReplyEnvironment env, String asked) {
    Optional<Description> found = assist.join().inspect(asked, asked.length());
    if (found.isEmpty()) {
      env.writeToStdErr("nothing is known of " + Listing.quoted(asked) + "\n");
      return List.of();
    }
    return List.of(Replies.page(bundle(found.get())));
  }

  static Map<String, String> bundle(Description description) {
    return Rich.html(description.text(), description.html());
  }
}
