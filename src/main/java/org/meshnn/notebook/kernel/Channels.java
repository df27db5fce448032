package org.meshnn.notebook.kernel;

import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.zeromq.ZMQ;

/**
 * The sockets between kernel and front end. Each message is handled once: one that is sent again,
 * as somebody who has recorded it could, is dropped, as is one that cannot be read or whose
 * signature is wrong; the log says so.
 */
final class Channels extends JupyterConnection {
  private static final long PAUSE_MS = 50;
  private static final long POLL_MS = 10;
  private static final long ON_THE_WAY_NS = TimeUnit.MILLISECONDS.toNanos(50);

  private final PrintStream log;
  private final Handled handled = new Handled();

  /**
   * @param log receives messages that are dropped
   */
  Channels(KernelConnectionProperties properties, PrintStream log) throws GeneralSecurityException {
    super(properties);
    this.log = log;
  }

  @Override
  public void connect() {
    super.connect();
    // A message that cannot be read must not end the thread that reads the next one.
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread instanceof Loop loop) {
        loop.onError(this::unreadable);
      }
    }
  }

  private long unreadable(Throwable fault) {
    dropped(String.valueOf(fault.getMessage()));
    return PAUSE_MS;
  }

  private void dropped(String why) {
    log.print("meshnn kernel: a message was dropped: " + why + "\n");
    log.flush();
  }

  @Override
  public <T> void setHandler(MessageType<T> type, ShellHandler<T> handler) {
    super.setHandler(type, (env, message) -> handle(handler, env, message));
  }

  private <T> void handle(ShellHandler<T> handler, ShellReplyEnvironment env, Message<T> message) {
    if (handled.add(message.getHeader())) {
      handler.handle(env, message);
    } else {
      dropped(message.getHeader().getType() + " came twice, id " + message.getHeader().getId());
    }
  }

  /**
   * Takes the shell requests that have arrived by now or are on their way; for the thread that
   * reads them otherwise, in a handler.
   */
  List<Message<?>> arrived() {
    List<Message<?>> arrived = new ArrayList<>();
    long end = System.nanoTime() + ON_THE_WAY_NS;
    while (await(shell, end)) {
      try {
        arrived.add(shell.readMessage());
      } catch (RuntimeException e) {
        unreadable(e);
      }
    }
    return arrived;
  }

  /** Handles a request that was taken by {@link #arrived()}. */
  <T> void handle(Message<T> message) {
    ShellHandler<T> handler = getHandler(message.getHeader().getType());
    if (handler == null) {
      return;
    }
    ShellReplyEnvironment env = prepareReplyEnv(shell, message);
    try {
      handler.handle(env, message);
    } finally {
      env.resolveDeferrals();
    }
    if (env.isMarkedForShutdown()) {
      close();
    }
  }

  /**
   * Asks the front end for a line of input and waits for it.
   *
   * @param cell the request that needs it
   * @throws UncheckedIOException if this thread is interrupted, which stays set
   */
  String input(MessageContext cell) {
    synchronized (stdin) {
      while (readable(stdin)) {
        stdin.readMessage(); // an answer that came too late for its question
      }
      stdin.sendMessage(
          new Message<>(cell, InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
      while (!await(stdin, System.nanoTime() + ON_THE_WAY_NS)) {
        if (Thread.currentThread().isInterrupted()) {
          // Unchecked, for a Scanner would keep a checked one to itself.
          throw new UncheckedIOException(
              new InterruptedIOException("waiting for input was stopped"));
        }
      }
      return stdin.readMessage(InputReply.MESSAGE_TYPE).getContent().getValue();
    }
  }

  /** Waits for a message until a time of {@link System#nanoTime()}; false if none came. */
  private static boolean await(JupyterSocket socket, long end) {
    while (!readable(socket)) {
      if (System.nanoTime() - end >= 0 || !pause()) {
        return false;
      }
    }
    return true;
  }

  private static boolean pause() {
    try {
      Thread.sleep(POLL_MS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean readable(JupyterSocket socket) {
    return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
  }
}
