package org.meshnn.engine;

import java.util.List;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

/** Tells which streams a JVM that is started with some memory makes, and what it says of others. */
final class TellStreams {
  private TellStreams() {}

  /**
   * A line for each gradient: by blocks, tick by tick, or what is refused.
   *
   * @param arguments lanes, then gradients: exact, ticks, blocks, snap, or steps of a truncated one
   */
  public static void main(String[] arguments) {
    Topology dense = Wiring.dense().wire(new Roles(1, true, 58, 1));
    Transition transition = new Transition(Activation.TANH, Activation.IDENTITY);
    int lanes = Integer.parseInt(arguments[0]);
    for (String gradient : List.of(arguments).subList(1, arguments.length)) {
      try {
        StreamEngine made = StreamEngine.of(dense, transition, 1, gradient(gradient), lanes);
        System.out.println(made.way());
      } catch (IllegalArgumentException | OutOfMemoryError refused) {
        System.out.println(refused);
      }
    }
  }

  private static OnlineGradient gradient(String name) {
    return switch (name) {
      case "exact" -> OnlineGradient.exact();
      case "ticks" -> new OnlineGradient(OnlineGradient.Kind.EXACT_TICK_BY_TICK, 0);
      case "blocks" -> new OnlineGradient(OnlineGradient.Kind.EXACT_BY_BLOCKS, 0);
      case "snap" -> OnlineGradient.snap(2);
      default -> OnlineGradient.truncated(Integer.parseInt(name));
    };
  }
}
