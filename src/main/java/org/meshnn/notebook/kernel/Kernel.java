package org.meshnn.notebook.kernel;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.CommInfoRequest;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.InterruptRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;
import org.jspecify.annotations.Nullable;
import org.meshnn.notebook.assist.CodeAssist;
import org.meshnn.notebook.session.Session;
import org.meshnn.provenance.Version;

/** A Jupyter kernel: a {@link Session} behind the messages of the protocol. */
public final class Kernel extends BaseKernel {
  private static final long EXIT_MS = 300;
  private static final String INDENT = "    ";

  private final CompletableFuture<CodeAssist> assist;
  private final Cells cells;
  private final CellHistory history = new CellHistory();
  private final Executions executions;
  private final Runnable exit;

  private Kernel(Channels channels, CompletableFuture<Session> session, Runnable exit) {
    super(
        KernelSpec.NAME,
        Version.here(),
        new LanguageInfo.Builder("java")
            .version(System.getProperty("java.specification.version"))
            .mimetype("text/x-java-source")
            .fileExtension(".java")
            .pygments("java")
            .codemirror("text/x-java")
            .build(),
        List.of(),
        null,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        null,
        null,
        false,
        new StringStyler.Builder().build());
    this.exit = exit;
    assist = session.thenApply(Session::assist);
    cells = new Cells(session, channels);
    executions = new Executions(channels, cells, assist, history);
    becomeHandlerForConnection(channels);
    channels.setHandler(MessageType.COMM_INFO_REQUEST, Kernel::tellComms);
    channels.setHandler(LaterTypes.USAGE_REQUEST, Kernel::tellUsage);
    LaterTypes.REFUSED.forEach(
        (request, reply) ->
            channels.setHandler(request, (env, message) -> refuse(env, message, reply)));
  }

  /**
   * Serves a front end until it shuts the kernel down or its process ends.
   *
   * @param connectionFile the JSON file that names ports and key
   * @throws IOException if the file cannot be read
   * @throws GeneralSecurityException if its signature scheme is unknown
   */
  public static void serve(Path connectionFile) throws IOException, GeneralSecurityException {
    ProcessHandle.current().parent().ifPresent(p -> p.onExit().thenRun(Kernel::halt));
    CompletableFuture<Session> session = CompletableFuture.supplyAsync(Session::new);
    session.thenRun(WarmUp::begin);
    start(connectionFile, session, System.err, Kernel::halt).waitUntilClose();
  }

  /**
   * Answers a front end from now on.
   *
   * @param session runs the cells, once it is there
   * @param log receives messages that are dropped
   * @param exit ends the process, soon after the front end has asked for it
   */
  static Channels start(
      Path connectionFile, CompletableFuture<Session> session, PrintStream log, Runnable exit)
      throws IOException, GeneralSecurityException {
    Channels channels =
        new Channels(KernelConnectionProperties.parse(Files.readString(connectionFile)), log);
    new Kernel(channels, session, exit);
    channels.connect();
    return channels;
  }

  @Override
  protected void handleExecuteRequest(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    executions.serve(env, message);
  }

  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment env, Message<KernelInfoRequest> message) {
    env.setBusyDeferIdle();
    env.reply(
        new InfoReply(
            Header.PROTOCOL_VERISON,
            getName(),
            getVersion(),
            getLanguageInfo(),
            getBanner(),
            getHelpLinks()));
  }

  @Override
  protected void handleInterruptRequest(
      ShellReplyEnvironment env, Message<InterruptRequest> message) {
    env.setBusyDeferIdle();
    cells.interrupt();
    env.reply(Replies.reply(message, MessageType.INTERRUPT_REPLY, Map.of()));
  }

  /** No comm target is ever registered. */
  private static void tellComms(ShellReplyEnvironment env, Message<CommInfoRequest> message) {
    env.setBusyDeferIdle();
    env.reply(Replies.reply(message, MessageType.COMM_INFO_REPLY, Map.of("comms", Map.of())));
  }

  @Override
  protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> message) {
    env.setBusyDeferIdle();
    env.reply(Replies.history(message, history.answer(message.getContent())));
  }

  private static void tellUsage(ShellReplyEnvironment env, Message<Object> message) {
    env.setBusyDeferIdle();
    env.reply(Replies.reply(message, LaterTypes.USAGE_REPLY, Usage.now()));
  }

  private static void refuse(
      ShellReplyEnvironment env, Message<Object> message, MessageType<Object> type) {
    env.setBusyDeferIdle();
    env.reply(Replies.refused(message, type));
  }

  @Override
  public String getBanner() {
    return "meshnn " + getVersion() + " on Java " + System.getProperty("java.version");
  }

  @Override
  public Object evalRaw(String source) {
    throw new UnsupportedOperationException("cells come through execute requests");
  }

  @Override
  public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
    return assist
        .join()
        .inspect(code, index(code, at))
        .map(d -> Connected.data(Executions.bundle(d)))
        .orElse(null);
  }

  @Override
  protected void handleCompleteRequest(
      ShellReplyEnvironment env, Message<CompleteRequest> message) {
    env.setBusyDeferIdle();
    String code = message.getContent().getCode();
    int at = index(code, message.getContent().getCursorPos());
    env.reply(Replies.completed(message, code, assist.join().complete(code, at)));
  }

  /** The protocol counts code points, Java counts UTF-16 units. */
  private static int index(String code, int codePoints) {
    return codePoints >= code.codePointCount(0, code.length())
        ? code.length()
        : code.offsetByCodePoints(0, Math.max(0, codePoints));
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    throw new UnsupportedOperationException("see handleCompleteRequest");
  }

  @Override
  public String isComplete(String code) {
    if (Executions.isQuestion(code)) {
      return IS_COMPLETE_YES;
    }
    return switch (assist.join().state(code)) {
      case COMPLETE -> IS_COMPLETE_YES;
      case INVALID -> IS_COMPLETE_BAD;
      case INCOMPLETE -> INDENT;
    };
  }

  /** Replies and leaves the reply a moment to be sent, whatever cells are still doing. */
  @Override
  protected void handleShutdownRequest(
      ShellReplyEnvironment env, Message<ShutdownRequest> message) {
    env.setBusyDeferIdle();
    Map<String, Object> restart = Map.of("restart", message.getContent().isRestart());
    env.defer().reply(Replies.reply(message, MessageType.SHUTDOWN_REPLY, restart));
    env.markForShutdown();
    CompletableFuture.delayedExecutor(EXIT_MS, TimeUnit.MILLISECONDS).execute(exit);
  }

  private static void halt() {
    Runtime.getRuntime().halt(0);
  }
}
