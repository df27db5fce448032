package org.meshnn.notebook.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.meshnn.notebook.assist.Candidate;
import org.meshnn.notebook.assist.CodeAssist;
import org.meshnn.notebook.session.CellFailure;

/** Replies with all the fields of the protocol, which the library's own messages leave out. */
final class Replies {
  private Replies() {}

  /**
   * A cell was run.
   *
   * @param expressions what came of the request's user expressions, by name
   * @param payload at most one {@link #page}
   */
  static Message<?> executed(
      Message<?> request,
      int count,
      Map<String, Object> expressions,
      List<Map<String, Object>> payload) {
    return reply(
        request,
        MessageType.EXECUTE_REPLY,
        Map.of("execution_count", count, "user_expressions", expressions, "payload", payload));
  }

  /** What a front end shows beside the notebook. */
  static Map<String, Object> page(Map<String, String> bundle) {
    return Map.of("source", "page", "start", 0, "data", bundle);
  }

  /** A user expression's value. */
  static Map<String, Object> value(Map<String, String> bundle) {
    return Map.of("status", "ok", "data", bundle, "metadata", Map.of());
  }

  /** Why a user expression has none. */
  static Map<String, Object> error(CellFailure failure) {
    return Map.of(
        "status", "error",
        "ename", failure.name(),
        "evalue", failure.message(),
        "traceback", failure.traceback());
  }

  static Message<?> history(Message<?> request, List<List<Object>> entries) {
    return reply(request, MessageType.HISTORY_REPLY, Map.of("history", entries));
  }

  /** Matches, and in the metadata what JupyterLab shows of each. */
  static Message<?> completed(Message<?> request, String code, CodeAssist.Completion found) {
    int start = code.codePointCount(0, found.start());
    int end = code.codePointCount(0, found.end());
    List<Map<String, Object>> types =
        found.candidates().stream().map(c -> typed(c, start, end)).toList();
    return reply(
        request,
        MessageType.COMPLETE_REPLY,
        Map.of(
            "matches",
            found.candidates().stream().map(Candidate::text).toList(),
            "cursor_start",
            start,
            "cursor_end",
            end,
            "metadata",
            Map.of("_jupyter_types_experimental", types)));
  }

  private static Map<String, Object> typed(Candidate candidate, int start, int end) {
    return Map.of(
        "start", start,
        "end", end,
        "text", candidate.text(),
        "type", candidate.type(),
        "signature", candidate.signature());
  }

  /** A cell was not run, for one before it has failed. */
  static Message<?> aborted(Message<?> request) {
    return reply(request, MessageType.EXECUTE_REPLY, Map.of("status", "aborted"));
  }

  /** A request that this kernel does not serve. */
  static Message<?> refused(Message<?> request, MessageType<?> type) {
    return reply(
        request,
        type,
        Map.of(
            "status",
            "error",
            "ename",
            "UnsupportedRequest",
            "evalue",
            "this kernel does not serve " + request.getHeader().getType().getName(),
            "traceback",
            List.of()));
  }

  /** A reply of that content, and of status ok if the content has none. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static Message<?> reply(Message<?> request, MessageType<?> type, Map<String, Object> content) {
    Map<String, Object> whole = new LinkedHashMap<>(content);
    whole.putIfAbsent("status", "ok");
    return new Message(request, type, whole);
  }
}
