package org.meshnn.plan;

import org.meshnn.graph.Topology;

/** What an engine runs samples through: one input for T ticks, or a sequence of inputs. */
public sealed interface Program permits Plan, SequencePlan {

  /** {@return the graph planned for} */
  Topology topology();

  /** {@return numbers that one sample puts in: its inputs at each step} */
  int inputColumns();

  /** {@return how often a sample is compared with targets} */
  int targets();

  /** {@return multiply-adds of the states of one sample} */
  long multiplyAdds();

  /** {@return numbers in memory for the states of one sample} */
  long stateNumbers();

  /** {@return numbers that one sample is compared with: its outputs at each target} */
  default int targetColumns() {
    return targets() * topology().outputs();
  }
}
