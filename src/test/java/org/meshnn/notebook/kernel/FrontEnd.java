package org.meshnn.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A Jupyter front end of a few lines: sends signed requests and waits for what comes back. */
final class FrontEnd implements AutoCloseable {
  static final int PATIENCE_MS = 30_000;

  private static final String KEY = "a key that both sides know";
  private static final String DELIMITER = "<IDS|MSG>";

  private final String session = UUID.randomUUID().toString();
  private final ZContext context = new ZContext();
  private Clock clock = Clock.systemUTC();
  private final Mac mac = Mac.getInstance("HmacSHA256");
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket stdin;
  private final ZMQ.Socket iopub;
  private final ZMQ.Socket heartbeat;

  /** A message as its frames: signature, header, parent header, metadata, content. */
  record Signed(String id, List<byte[]> frames) {
    Signed withSignature(String signature) {
      List<byte[]> changed = new ArrayList<>(frames);
      changed.set(0, bytes(signature));
      return new Signed(id, changed);
    }
  }

  /** What a cell gave: its reply's content and what was published for it. */
  record Ran(JsonObject reply, List<JsonObject> outputs) {
    String status() {
      return reply.get("status").getAsString();
    }

    String text(String stream) {
      return outputs.stream()
          .filter(o -> type(o).equals("stream"))
          .map(o -> o.getAsJsonObject("content"))
          .filter(c -> c.get("name").getAsString().equals(stream))
          .map(c -> c.get("text").getAsString())
          .collect(Collectors.joining());
    }

    /** The text of the cell's value. */
    String value() {
      return outputs.stream()
          .filter(o -> type(o).equals("execute_result"))
          .map(o -> o.getAsJsonObject("content").getAsJsonObject("data"))
          .map(data -> data.get("text/plain").getAsString())
          .findFirst()
          .orElseThrow(() -> new AssertionError("no value: " + reply + outputs));
    }
  }

  /** Connects to the kernel of a connection file and waits until it is received. */
  FrontEnd(Path connectionFile) throws IOException, GeneralSecurityException {
    mac.init(new SecretKeySpec(bytes(KEY), "HmacSHA256"));
    JsonObject ports = JsonParser.parseString(Files.readString(connectionFile)).getAsJsonObject();
    shell = socket(SocketType.DEALER, ports, "shell_port");
    control = socket(SocketType.DEALER, ports, "control_port");
    stdin = socket(SocketType.DEALER, ports, "stdin_port");
    heartbeat = socket(SocketType.REQ, ports, "hb_port");
    iopub = socket(SocketType.SUB, ports, "iopub_port");
    iopub.subscribe("");
    iopub.setReceiveTimeOut(20);
    JsonObject received = null;
    for (long end = System.nanoTime() + PATIENCE_MS * 1_000_000L; received == null; ) {
      assertEquals("ok", request("kernel_info_request", Map.of()).get("status").getAsString());
      received = receive(iopub);
      assertEquals(true, System.nanoTime() < end, "nothing is published");
    }
    iopub.setReceiveTimeOut(PATIENCE_MS);
  }

  /** Writes a connection file with free ports of this computer. */
  static Path connectionFile(Path folder) throws IOException {
    JsonObject connection = new JsonObject();
    connection.addProperty("ip", "127.0.0.1");
    connection.addProperty("transport", "tcp");
    connection.addProperty("key", KEY);
    connection.addProperty("signature_scheme", "hmac-sha256");
    List<ServerSocket> taken = new ArrayList<>();
    for (String port :
        List.of("shell_port", "control_port", "stdin_port", "iopub_port", "hb_port")) {
      taken.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      connection.addProperty(port, taken.get(taken.size() - 1).getLocalPort());
    }
    for (ServerSocket socket : taken) {
      socket.close();
    }
    return Files.writeString(
        Files.createTempFile(folder, "kernel", ".json"), connection.toString());
  }

  private ZMQ.Socket socket(SocketType type, JsonObject ports, String port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(0);
    socket.setReceiveTimeOut(PATIENCE_MS);
    // A front end is the same peer on all its sockets; the kernel asks it for input by that name.
    socket.setIdentity(bytes(session));
    socket.connect("tcp://127.0.0.1:" + ports.get(port).getAsInt());
    return socket;
  }

  /** Sets the clock that later messages are dated by. */
  void clock(Clock set) {
    clock = set;
  }

  Signed message(String type, Map<String, ?> content) {
    return message(type, content, new JsonObject());
  }

  private Signed message(String type, Map<String, ?> content, JsonObject parent) {
    String id = UUID.randomUUID().toString();
    Map<String, String> header =
        Map.of(
            "msg_id",
            id,
            "session",
            session,
            "username",
            "test",
            "date",
            clock.instant().toString(),
            "msg_type",
            type,
            "version",
            "5.3");
    List<byte[]> parts =
        List.of(bytes(json(header)), bytes(parent.toString()), bytes("{}"), bytes(json(content)));
    parts.forEach(mac::update);
    List<byte[]> frames = new ArrayList<>();
    frames.add(bytes(HexFormat.of().formatHex(mac.doFinal())));
    frames.addAll(parts);
    return new Signed(id, frames);
  }

  private static String json(Object value) {
    return new Gson().toJson(value);
  }

  String send(Signed message) {
    return send(shell, message);
  }

  private static String send(ZMQ.Socket socket, Signed message) {
    socket.sendMore(DELIMITER);
    for (int i = 0; i < message.frames().size() - 1; i++) {
      socket.sendMore(message.frames().get(i));
    }
    socket.send(message.frames().get(message.frames().size() - 1));
    return message.id();
  }

  /** Sends a cell; its reply is not awaited. */
  String execute(String code) {
    return send(message("execute_request", cell(code)));
  }

  static Map<String, Object> cell(String code) {
    return Map.of(
        "code", code,
        "silent", false,
        "store_history", true,
        "user_expressions", Map.of(),
        "allow_stdin", true,
        "stop_on_error", true);
  }

  /** Runs a cell to its end. */
  Ran run(String code) {
    return ran(execute(code));
  }

  /** Waits for a cell that was sent to end. */
  Ran ran(String id) {
    JsonObject reply = reply(id);
    List<JsonObject> outputs = new ArrayList<>();
    for (JsonObject next = published(id, any -> true);
        !state(next).equals("idle");
        next = published(id, any -> true)) {
      outputs.add(next);
    }
    return new Ran(reply, outputs);
  }

  /** The content of the reply to a request on the shell channel; replies to others are dropped. */
  JsonObject reply(String id) {
    return content(shell, id);
  }

  JsonObject request(String type, Map<String, ?> content) {
    return reply(send(message(type, content)));
  }

  /** Sends a request on the control channel and waits for its whole reply. */
  JsonObject control(String type, Map<String, ?> content) {
    send(control, message(type, content));
    return awaited(control, new Deadline("a reply to " + type));
  }

  void interrupt() {
    JsonObject reply = control("interrupt_request", Map.of());
    assertEquals("interrupt_reply", type(reply));
    assertEquals("ok", reply.getAsJsonObject("content").get("status").getAsString());
  }

  /** Waits for the kernel to ask for input; gives the request. */
  JsonObject asked() {
    return awaited(stdin, new Deadline("a request for input"));
  }

  void answer(JsonObject asked, String text) {
    send(stdin, message("input_reply", Map.of("value", text), asked.getAsJsonObject("header")));
  }

  boolean beats() {
    heartbeat.send("beat");
    return "beat".equals(heartbeat.recvStr());
  }

  /** The next message published for a request that is as wanted; those before it are dropped. */
  JsonObject published(String id, Predicate<JsonObject> wanted) {
    Deadline deadline = new Deadline("more that is published for " + id);
    while (true) {
      JsonObject next = awaited(iopub, deadline);
      JsonElement parent = next.getAsJsonObject("parent_header").get("msg_id");
      if (parent != null && parent.getAsString().equals(id) && wanted.test(next)) {
        return next;
      }
    }
  }

  static String type(JsonObject message) {
    return message.getAsJsonObject("header").get("msg_type").getAsString();
  }

  private static String state(JsonObject message) {
    JsonElement state = message.getAsJsonObject("content").get("execution_state");
    return state == null ? "" : state.getAsString();
  }

  private JsonObject content(ZMQ.Socket socket, String id) {
    Deadline deadline = new Deadline("a reply to " + id);
    while (true) {
      JsonObject reply = awaited(socket, deadline);
      if (id.equals(reply.getAsJsonObject("parent_header").get("msg_id").getAsString())) {
        return reply.getAsJsonObject("content");
      }
    }
  }

  /** When to wait no longer, whatever else comes meanwhile. */
  private record Deadline(String awaited, long nanos) {
    Deadline(String awaited) {
      this(awaited, System.nanoTime() + PATIENCE_MS * 1_000_000L);
    }

    boolean isOver() {
      return System.nanoTime() > nanos;
    }
  }

  private JsonObject awaited(ZMQ.Socket socket, Deadline deadline) {
    JsonObject message = deadline.isOver() ? null : receive(socket);
    if (message == null) {
      throw new AssertionError("expected " + deadline.awaited() + " in time; " + threads());
    }
    return message;
  }

  /** What every thread does now: who waits for whom. */
  private static String threads() {
    StringBuilder told = new StringBuilder("the threads:\n");
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              told.append(thread).append(' ').append(thread.getState()).append('\n');
              Arrays.stream(frames)
                  .limit(12)
                  .forEach(f -> told.append("  ").append(f).append('\n'));
            });
    return told.toString();
  }

  /** A message with its signature checked; null when none comes in time. */
  private JsonObject receive(ZMQ.Socket socket) {
    String frame = socket.recvStr();
    while (frame != null && !frame.equals(DELIMITER)) {
      frame = socket.recvStr();
    }
    if (frame == null) {
      return null;
    }
    String signature = socket.recvStr();
    JsonObject message = new JsonObject();
    for (String part : List.of("header", "parent_header", "metadata", "content")) {
      byte[] raw = socket.recv();
      mac.update(raw);
      message.add(part, JsonParser.parseString(new String(raw, StandardCharsets.UTF_8)));
    }
    assertEquals(HexFormat.of().formatHex(mac.doFinal()), signature);
    return message;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    context.close();
  }
}
