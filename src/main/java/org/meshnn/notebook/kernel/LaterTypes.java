package org.meshnn.notebook.kernel;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * Types of messages that the protocol has and the library lacks. It knows a type by its name once
 * the type is made, but keeps the making to itself.
 */
final class LaterTypes {
  static final MessageType<Object> USAGE_REQUEST = type("usage_request");
  static final MessageType<Object> USAGE_REPLY = type("usage_reply");

  /** Requests that this kernel cannot serve, each with the type of its reply. */
  static final Map<MessageType<Object>, MessageType<Object>> REFUSED = refused();

  private LaterTypes() {}

  private static Map<MessageType<Object>, MessageType<Object>> refused() {
    List<String> names =
        List.of("debug", "connect", "create_subshell", "delete_subshell", "list_subshell");
    return names.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                name -> type(name + "_request"), name -> type(name + "_reply")));
  }

  @SuppressWarnings("unchecked")
  private static MessageType<Object> type(String name) {
    try {
      Constructor<?> make = MessageType.class.getDeclaredConstructor(String.class, Class.class);
      make.setAccessible(true);
      return (MessageType<Object>) make.newInstance(name, Object.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the library's message types are made otherwise now", e);
    }
  }
}
