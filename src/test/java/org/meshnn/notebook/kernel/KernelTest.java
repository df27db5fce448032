package org.meshnn.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.notebook.session.Session;

/** A kernel in this JVM, spoken to as Jupyter does. */
@Timeout(120)
class KernelTest {
  @TempDir private static Path folder;
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
  private static final Session SESSION = new Session();
  private static JupyterConnection connection;
  private static FrontEnd front;

  @BeforeAll
  @Timeout(120)
  static void start() throws IOException, GeneralSecurityException {
    Path file = FrontEnd.connectionFile(folder);
    connection = start(file, CompletableFuture.completedFuture(SESSION), () -> {});
    front = new FrontEnd(file);
  }

  @AfterAll
  @Timeout(120)
  static void stop() {
    front.close();
    connection.close();
    SESSION.close();
  }

  private static JupyterConnection start(
      Path file, CompletableFuture<Session> session, Runnable exit)
      throws IOException, GeneralSecurityException {
    return Kernel.start(file, session, new PrintStream(LOG, true, StandardCharsets.UTF_8), exit);
  }

  @Test
  void aCellGivesItsValueAndWhatItPrints() {
    FrontEnd.Ran ran =
        front.run("System.out.println(\"gr\u00fc\u00df\"); System.err.print(\"!\"); 6 * 7");
    assertEquals("ok", ran.status());
    assertEquals("42", ran.value());
    assertEquals("gr\u00fc\u00df\n", ran.text("stdout"));
    assertEquals("!", ran.text("stderr"));
    int count = ran.reply().get("execution_count").getAsInt();
    assertEquals(count + 1, front.run("1").reply().get("execution_count").getAsInt());
  }

  @Test
  void aFailureNamesItsLine() {
    FrontEnd.Ran ran = front.run("int fine = 1;\nint bad = nowhere;");
    assertEquals("error", ran.status());
    assertEquals("CompileError", ran.reply().get("ename").getAsString());
    assertTrue(ran.reply().get("evalue").getAsString().contains("line 2: cannot find symbol"));
    assertTrue(ran.outputs().stream().anyMatch(o -> FrontEnd.type(o).equals("error")));
  }

  @Test
  void aLiveValueIsUpdatedInPlaceAndComesBackAfterClearing() {
    var kinds =
        front
            .run("var bar = live(\"a\"); bar.end(\"b\"); clearOutput(); show(\"c\")")
            .outputs()
            .stream()
            .map(FrontEnd::type)
            .filter(type -> type.contains("display") || type.startsWith("clear"))
            .toList();
    assertEquals(
        List.of("display_data", "update_display_data", "clear_output", "display_data"), kinds);
  }

  @Test
  void aSilentCellIsNotCounted() {
    Map<String, Object> silent = new HashMap<>(FrontEnd.cell("int quiet = 5; quiet"));
    silent.put("silent", true);
    silent.put("user_expressions", Map.of("good", "quiet * 2", "bad", "nowhere"));
    FrontEnd.Ran ran = front.ran(front.send(front.message("execute_request", silent)));
    assertTrue(ran.outputs().stream().allMatch(o -> FrontEnd.type(o).equals("status")));
    JsonObject values = ran.reply().getAsJsonObject("user_expressions");
    assertTrue(values.getAsJsonObject("good").get("data").toString().contains("\"10\""));
    assertEquals("CompileError", values.getAsJsonObject("bad").get("ename").getAsString());
    int count = ran.reply().get("execution_count").getAsInt();
    assertEquals(count, front.run("quiet").reply().get("execution_count").getAsInt());
  }

  @Test
  void positionsOfCompletionsCountCodePoints() {
    String code = "var s = \"\ud83d\ude00\"; Math.absE";
    int end = code.codePointCount(0, code.length());
    JsonObject found = front.request("complete_request", Map.of("code", code, "cursor_pos", end));
    assertEquals("[\"absExact(\"]", found.get("matches").toString());
    assertEquals(end - 4, found.get("cursor_start").getAsInt());
    assertEquals(end, found.get("cursor_end").getAsInt());
  }

  @Test
  void namesAreExplained() {
    JsonObject told =
        front.request(
            "inspect_request", Map.of("code", "Mesh.of(18)", "cursor_pos", 6, "detail_level", 0));
    assertTrue(told.get("found").getAsBoolean());
    assertTrue(told.getAsJsonObject("data").get("text/html").getAsString().contains("Mesh.of"));
    assertTrue(front.run("Mesh.of?").reply().get("payload").toString().contains("at least 2"));
    assertEquals("nothing is known of 'Nowhere'\n", front.run("Nowhere?").text("stderr"));
  }

  @Test
  void aConsoleIsToldWhetherCodeIsCompleteAndWhatRanBefore() {
    front.run("int forHistory = 7;");
    JsonObject tail =
        front.request(
            "history_request",
            Map.of("hist_access_type", "tail", "n", 1, "output", false, "raw", true));
    assertTrue(tail.get("history").toString().contains("int forHistory = 7;"));
    for (var code :
        Map.of("int a = 1;", "complete", "int f() {", "incomplete", "}", "invalid").entrySet()) {
      JsonObject told = front.request("is_complete_request", Map.of("code", code.getKey()));
      assertEquals(code.getValue(), told.get("status").getAsString(), code.getKey());
    }
    assertTrue(front.beats());
  }

  @Test
  void cellsQueuedBehindAFailureAreAborted() {
    front.run("int ran = 0;");
    String failing = front.execute("Thread.sleep(100); throw new RuntimeException(\"x\");");
    String queued = front.execute("ran = 1;");
    String asked = front.send(front.message("comm_info_request", Map.of()));
    String last = front.execute("ran = 2;");
    assertEquals("error", front.reply(failing).get("status").getAsString());
    assertEquals("aborted", front.reply(queued).get("status").getAsString());
    assertEquals("ok", front.reply(asked).get("status").getAsString());
    assertEquals("aborted", front.reply(last).get("status").getAsString());
    assertEquals("0", front.run("ran").value());
  }

  @Test
  void aFrontEndWhoseClockStepsBackIsServedAfterAFailure() {
    try {
      front.clock(Clock.offset(Clock.systemUTC(), Duration.ofMillis(1)));
      assertEquals("error", front.run("throw new RuntimeException(\"x\");").status());
      front.clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
      assertEquals("ok", front.run("1").status());
    } finally {
      front.clock(Clock.systemUTC());
    }
  }

  @Test
  void stopEndsABusyLoop() {
    FrontEnd.Ran ran = interrupted("System.out.print(\"go\"); while (true) { }");
    assertEquals("Interrupted", ran.reply().get("ename").getAsString());
    assertEquals("2", front.run("1 + 1").value());
  }

  @Test
  void stopEndsAParallelStream() {
    FrontEnd.Ran ran =
        interrupted(
            "System.out.print(\"go\");"
                + " java.util.stream.LongStream.range(0, 1L << 50).parallel()"
                + ".map(i -> i * i % 7).sum()");
    assertEquals("Interrupted", ran.reply().get("ename").getAsString());
    assertEquals("2", front.run("1 + 1").value());
  }

  @Test
  void stopEndsWaitingForInput() {
    String cell = front.execute("new Scanner(System.in).nextLine()");
    JsonObject asked = front.asked();
    front.interrupt();
    FrontEnd.Ran ran = front.ran(cell);
    assertEquals("Interrupted", ran.reply().get("ename").getAsString());
    assertEquals("stopped on request", ran.reply().get("evalue").getAsString());
    // What is typed too late is no answer to the next question.
    front.answer(asked, "late");
    String next = front.execute("new Scanner(System.in).nextLine()");
    front.answer(front.asked(), "in time");
    assertEquals("in time", front.ran(next).value());
  }

  @Test
  void inputIsReadByteByByteToo() {
    String cell = front.execute("int first = System.in.read(); first");
    front.answer(front.asked(), "\u00fc");
    assertEquals("195", front.ran(cell).value());
    Map<String, Object> without = new HashMap<>(FrontEnd.cell("System.in.read()"));
    without.put("allow_stdin", false);
    FrontEnd.Ran ran = front.ran(front.send(front.message("execute_request", without)));
    assertTrue(ran.reply().get("evalue").getAsString().contains("allow_stdin is false"));
  }

  /** Runs a cell that prints when it has begun, and stops it then. */
  private static FrontEnd.Ran interrupted(String code) {
    String cell = front.execute(code);
    front.published(cell, message -> FrontEnd.type(message).equals("stream"));
    front.interrupt();
    return front.ran(cell);
  }

  @Test
  void stopWorksWhileTheKernelStillLoads() throws Exception {
    Path file = FrontEnd.connectionFile(folder);
    var session = new CompletableFuture<Session>();
    JupyterConnection loading = start(file, session, () -> {});
    try (FrontEnd early = new FrontEnd(file)) {
      String cell = early.execute("int never = 1;");
      early.published(cell, message -> FrontEnd.type(message).equals("execute_input"));
      early.interrupt();
      assertEquals("Interrupted", early.ran(cell).reply().get("ename").getAsString());
      session.complete(SESSION);
      assertEquals("2", early.run("1 + 1").value());
      assertEquals("CompileError", early.run("never").reply().get("ename").getAsString());
    } finally {
      loading.close();
    }
  }

  @Test
  void twoKernelsKeepApartAndARestartedOneBeginsAgain() throws Exception {
    Path file = FrontEnd.connectionFile(folder);
    var gone = new CompletableFuture<Void>();
    try (Session session = new Session()) {
      start(file, CompletableFuture.completedFuture(session), () -> gone.complete(null));
      try (FrontEnd other = new FrontEnd(file)) {
        front.run("int mine = 1;");
        assertEquals("error", other.run("mine").status());
        other.run("int mine = 2;");
        assertEquals("1", front.run("mine").value());
        assertEquals("2", other.run("mine").value());
        JsonObject reply = other.control("shutdown_request", Map.of("restart", true));
        assertEquals("shutdown_reply", FrontEnd.type(reply));
        assertEquals(
            Map.of("restart", true, "status", "ok"),
            new Gson().fromJson(reply.get("content"), Map.class));
        gone.get(FrontEnd.PATIENCE_MS, TimeUnit.MILLISECONDS);
      }
    }
    assertEquals("1", front.run("mine").value());
  }

  @Test
  void aForgedMessageIsDroppedAndTheLogSaysSo() {
    front.run("int forged = 0;");
    front.send(
        front.message("execute_request", FrontEnd.cell("forged++;")).withSignature("0".repeat(64)));
    assertEquals("0", front.run("forged").value());
    assertLogged("signature");
  }

  @Test
  void aRepeatedMessageIsDroppedAndTheLogSaysSo() {
    front.run("int repeated = 0;");
    FrontEnd.Signed message = front.message("execute_request", FrontEnd.cell("repeated++;"));
    front.ran(front.send(message));
    front.send(message);
    assertEquals("1", front.run("repeated").value());
    assertLogged("execute_request came twice");
  }

  private static void assertLogged(String words) {
    String log = LOG.toString(StandardCharsets.UTF_8);
    assertTrue(log.contains(words), log);
  }

  @Test
  void theKernelTellsWhatItUses() {
    JsonObject reply = front.control("usage_request", Map.of());
    assertEquals("usage_reply", FrontEnd.type(reply));
    JsonObject content = reply.getAsJsonObject("content");
    assertEquals(ProcessHandle.current().pid(), content.get("pid").getAsLong());
    assertTrue(content.get("kernel_memory").getAsLong() > 1_000_000);
    assertTrue(content.get("kernel_cpu").getAsDouble() >= 0);
    JsonObject memory = content.getAsJsonObject("host_virtual_memory");
    assertTrue(memory.get("total").getAsLong() > content.get("kernel_memory").getAsLong());
  }

  @Test
  void whatTheKernelHasNotIsRefusedWithAReply() {
    for (String request : List.of("debug_request", "create_subshell_request", "connect_request")) {
      JsonObject reply =
          front.control(request, Map.of("type", "request", "seq", 1, "command", "initialize"));
      assertEquals(request.replace("_request", "_reply"), FrontEnd.type(reply));
      assertEquals("error", reply.getAsJsonObject("content").get("status").getAsString());
    }
    JsonObject info = front.request("kernel_info_request", Map.of());
    assertFalse(info.get("debugger").getAsBoolean());
    assertEquals("[]", info.get("supported_features").toString());
  }

  @Test
  void theHandlerOfUncaughtExceptionsThatACellSetsStays() {
    front.run(
        "var told = new java.util.concurrent.LinkedBlockingQueue<String>();"
            + " Thread.setDefaultUncaughtExceptionHandler((t, e) -> told.add(e.getMessage()));");
    try {
      assertEquals(
          "boom",
          front
              .run(
                  "new Thread(() -> { throw new RuntimeException(\"boom\"); }).start();"
                      + " told.poll(20, java.util.concurrent.TimeUnit.SECONDS)")
              .value());
    } finally {
      front.run("Thread.setDefaultUncaughtExceptionHandler(null);");
    }
    assertEquals("true", front.run("Thread.getDefaultUncaughtExceptionHandler() == null").value());
  }
}
