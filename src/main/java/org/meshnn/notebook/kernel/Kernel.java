package org.meshnn.notebook.kernel;

import java.io.IOException;
import java.io.InputStream;
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
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterInputStream;
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
import org.dflib.jjava.jupyter.messages.reply.HistoryReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.meshnn.display.Rich;
import org.meshnn.notebook.session.CodeAssist;
import org.meshnn.notebook.session.Failure;
import org.meshnn.notebook.session.Outcome;
import org.meshnn.notebook.session.Session;

/** A Jupyter kernel: a {@link Session} behind the messages of the protocol. */
public final class Kernel extends BaseKernel {
  private static final long EXIT_MS = 300;
  private static final String INDENT = "    ";

  private final CompletableFuture<Session> session = CompletableFuture.supplyAsync(Session::new);
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
    connection.waitUntilClose();
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
    Outcome outcome = run(env, count, request);
    if (outcome.failure().isPresent()) {
      if (request.shouldStopOnError()) {
        backlog.failed();
      }
      fail(env, count, outcome.failure().get());
      return;
    }
    if (!request.isSilent() && outcome.value().isPresent()) {
      DisplayData data = Connected.data(Rich.bundle(outcome.value().get()));
      env.publish(new PublishExecuteResult(count, data));
    }
    env.defer().reply(new ExecuteReply(count, Map.of()));
  }

  private Outcome run(ShellReplyEnvironment env, int count, ExecuteRequest request) {
    InputStream inBefore = System.in;
    System.setIn(new JupyterInputStream(StandardCharsets.UTF_8, env, request.isStdinEnabled()));
    try {
      return session.join().run(count, request.getCode(), new Connected(env, shown));
    } catch (RuntimeException e) {
      // A broken kernel must say so: a request without a reply leaves the front end waiting.
      return Outcome.failed(Failure.internal(e));
    } finally {
      System.setIn(inBefore);
    }
  }

  private static void fail(ShellReplyEnvironment env, int count, Failure failure) {
    env.publish(new PublishError(failure.name(), failure.message(), failure.traceback()));
    var reply = new ErrorReply(failure.name(), failure.message(), failure.traceback());
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

  /** The history is the notebook's; this tells a console that asks that there is none. */
  @Override
  protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> message) {
    env.setBusyDeferIdle();
    env.reply(new HistoryReply(List.of()));
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
    List<String> found = session.join().assist().inspect(code, at);
    return found.isEmpty() ? null : new DisplayData(String.join("\n\n", found));
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    CodeAssist.Completion found = session.join().assist().complete(code, at);
    return new ReplacementOptions(found.candidates(), found.start(), found.end());
  }

  @Override
  public String isComplete(String code) {
    return switch (session.join().assist().state(code)) {
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
