package org.meshnn.notebook.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
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
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.meshnn.display.Outlet;
import org.meshnn.display.Rich;
import org.meshnn.notebook.session.CodeAssist;
import org.meshnn.notebook.session.Description;
import org.meshnn.notebook.session.Failure;
import org.meshnn.notebook.session.Session;

/** A Jupyter kernel: a {@link Session} behind the messages of the protocol. */
public final class Kernel extends BaseKernel {
  private static final long EXIT_MS = 300;
  private static final long PAUSE_MS = 50;
  private static final String INDENT = "    ";

  /** A cell that asks what something is: {@code Mesh.of?}. */
  private static final Pattern QUESTION =
      Pattern.compile("\\s*((?:new\\s+)?[\\w.$]+)(\\(?)\\)?\\s*\\?{1,2}\\s*");

  private final CompletableFuture<Session> session = CompletableFuture.supplyAsync(Session::new);
  private final CompletableFuture<CodeAssist> assist = session.thenApply(Session::assist);
  private final Cells cells = new Cells(session);
  private final History history = new History();
  private final Backlog backlog = new Backlog();
  private final Set<String> shown = new HashSet<>();

  private Kernel() {
    super(
        KernelSpec.NAME,
        version(),
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
    Kernel kernel = new Kernel();
    var connection =
        new JupyterConnection(KernelConnectionProperties.parse(Files.readString(connectionFile)));
    kernel.becomeHandlerForConnection(connection);
    kernel.onStartup();
    connection.connect();
    survive();
    kernel.session.thenRun(WarmUp::begin);
    connection.waitUntilClose();
  }

  /** One message that cannot be read must not end the thread that reads the next one. */
  private static void survive() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread instanceof Loop loop) {
        loop.onError(fault -> PAUSE_MS);
      }
    }
  }

  private static String version() {
    String version = Kernel.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }

  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    env.setBusyDeferIdle();
    if (backlog.isStale(message)) {
      env.defer().reply(Backlog.aborted(message));
      return;
    }
    boolean counted = request.shouldStoreHistory() && !request.isSilent();
    int count = counted ? executionCount.getAndIncrement() : executionCount.get();
    if (!request.isSilent()) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    Matcher question = QUESTION.matcher(request.getCode());
    if (question.matches()) {
      String asked = question.group(1) + question.group(2);
      env.defer().reply(Replies.executed(message, count, Map.of(), help(env, asked)));
      return;
    }
    Outlet outlet = request.isSilent() ? new Silence() : new Connected(env, shown);
    Cells.Result result = cells.run(env, count, request, request.getCode(), outlet);
    if (counted) {
      history.add(count, request.getCode(), result.text());
    }
    if (result.failure() != null) {
      if (request.shouldStopOnError()) {
        backlog.failed();
      }
      fail(env, count, result.failure(), request.isSilent());
      return;
    }
    if (!request.isSilent() && result.bundle() != null) {
      env.publish(new PublishExecuteResult(count, Connected.data(result.bundle())));
    }
    Map<String, Object> expressions = cells.expressions(env, count, request);
    env.defer().reply(Replies.executed(message, count, expressions, List.of()));
  }

  /** Answers {@code name?} as a page; says so when nothing is known of the name. */
  private List<Map<String, Object>> help(ShellReplyEnvironment env, String asked) {
    Optional<Description> found = assist.join().inspect(asked, asked.length());
    if (found.isEmpty()) {
      env.writeToStdErr("nothing is known of '" + asked + "'\n");
      return List.of();
    }
    return List.of(Replies.page(bundle(found.get())));
  }

  private static Map<String, String> bundle(Description description) {
    return Rich.html(description.text(), description.html());
  }

  private static void fail(ShellReplyEnvironment env, int count, Failure failure, boolean silent) {
    List<String> traceback = Cells.coloured(failure);
    if (!silent) {
      env.publish(new PublishError(failure.name(), failure.message(), traceback));
    }
    var reply = new ErrorReply(failure.name(), failure.message(), traceback);
    reply.setExecutionCount(count);
    env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
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
  protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> message) {
    env.setBusyDeferIdle();
    env.reply(Replies.history(message, history.answer(message.getContent())));
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
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return assist
        .join()
        .inspect(code, index(code, at))
        .map(d -> Connected.data(bundle(d)))
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
    if (QUESTION.matcher(code).matches()) {
      return IS_COMPLETE_YES;
    }
    return switch (assist.join().state(code)) {
      case COMPLETE -> IS_COMPLETE_YES;
      case INVALID -> IS_COMPLETE_BAD;
      case INCOMPLETE -> INDENT;
    };
  }

  @Override
  public void interrupt() {
    Optional.ofNullable(session.getNow(null)).ifPresent(Session::interrupt);
  }

  /** Leaves the reply a moment to be sent, whatever cells are still doing. */
  @Override
  public void onShutdown(boolean isRestarting) {
    super.onShutdown(isRestarting);
    CompletableFuture.delayedExecutor(EXIT_MS, TimeUnit.MILLISECONDS).execute(Kernel::halt);
  }

  private static void halt() {
    Runtime.getRuntime().halt(0);
  }
}
