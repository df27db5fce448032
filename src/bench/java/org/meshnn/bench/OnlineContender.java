package org.meshnn.bench;

import java.util.Optional;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.OnlineGradient.Kind;

/** Who takes the steps of an {@link OnlineWork}. */
enum OnlineContender {
  /** The way that is expected to be faster. */
  EXACT("**exact**", OnlineGradient.exact()),
  TICK_BY_TICK("exact, tick by tick", new OnlineGradient(Kind.EXACT_TICK_BY_TICK, 0)),
  BY_BLOCKS("exact, by blocks", new OnlineGradient(Kind.EXACT_BY_BLOCKS, 0)),
  SNAP_3("SnAp-3", OnlineGradient.snap(3)),
  SNAP_2("SnAp-2", OnlineGradient.snap(2)),
  SNAP_1("SnAp-1", OnlineGradient.snap(1)),
  TRUNCATED("truncated after 25 steps", OnlineGradient.truncated(25)),
  SNAP_1_ALONE("SnAp-1, states and gradient alone", OnlineGradient.snap(1)),
  STATES("states alone", null),
  NUMPY("NumPy, a row of G for each edge", "online_numpy.py", 2),
  NUMPY_TENSOR("NumPy, a row for each of n x n pairs", "online_numpy.py", 1, "tensor"),
  TORCH("PyTorch, back to the reset", "online_torch.py", 2);

  final String title;
  private final OnlineGradient gradient;
  private final String script;
  private final int blocks;
  private final String[] arguments;

  OnlineContender(String title, OnlineGradient gradient) {
    this.title = title;
    this.gradient = gradient;
    script = null;
    blocks = 0;
    arguments = new String[0];
  }

  OnlineContender(String title, String script, int blocks, String... arguments) {
    this.title = title;
    gradient = null;
    this.script = script;
    this.blocks = blocks;
    this.arguments = arguments;
  }

  /** Empty for states alone, and for peers. */
  Optional<OnlineGradient> gradient() {
    return Optional.ofNullable(gradient);
  }

  boolean isPeer() {
    return script != null;
  }

  /** Whether weights after some steps must be ours. */
  boolean isExact() {
    return isPeer() || ordinal() <= BY_BLOCKS.ordinal();
  }

  PythonPeer peer() {
    return PythonPeer.alone(script, arguments);
  }

  /** How many blocks of steps a peer is timed for in a turn. */
  int blocks() {
    return blocks;
  }
}
