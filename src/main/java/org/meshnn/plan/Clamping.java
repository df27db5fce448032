package org.meshnn.plan;

/** What the input neurons are overwritten with before each tick. */
public enum Clamping {
  /** The same features at every tick. */
  CONSTANT,
  /** A sequence: other features at every tick. */
  PER_TICK
}
