package org.meshnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/** Lays a plan out, once: live neurons, then rows, then what is summed into which row. */
final class PlanBuilder {
  private static final int NONE = -1;

  private final Topology topology;
  private final Roles roles;
  private final int ticks;
  private final Clamping clamping;
  private final Rest rest;
  private final int[][] live; // [t]: neurons computed at tick t; [0] is empty
  private final int[][] place; // [t][neuron]: index in live[t], or NONE
  private final int[][] driveOf; // [t][neuron]: index of its drive, or NONE
  private final IntList driveNeuron = new IntList();
  private final IntList driveTick = new IntList();
  private Rows rows;
  private int[] firstState; // [t]: state row of live[t][0]

  PlanBuilder(Topology topology, int ticks, Clamping clamping, Rest rest) {
    this.topology = topology;
    this.roles = topology.roles();
    this.ticks = ticks;
    this.clamping = clamping;
    this.rest = rest;
    live = new int[ticks + 1][];
    place = new int[ticks + 1][topology.neurons()];
    driveOf = new int[ticks + 1][topology.neurons()];
    findLive(new Reach(topology, ticks, rest));
    findDrives();
    layOutRows();
  }

  Plan build() {
    Gather drive = driveGather();
    List<Tick> program = new ArrayList<>();
    for (int t = 1; t <= ticks; t++) {
      program.add(tick(t));
    }
    return new Plan(topology, clamping, rest, rows, drive, program, driveInfluence());
  }

  private void findLive(Reach reach) {
    for (int t = 0; t <= ticks; t++) {
      Arrays.fill(place[t], NONE);
      IntList neurons = new IntList();
      for (int j = roles.clamped(); t > 0 && j < roles.neurons(); j++) {
        if (reach.lives(j, t)) {
          place[t][j] = neurons.size();
          neurons.add(j);
        }
      }
      live[t] = neurons.toArray();
    }
  }

  /** One drive per neuron while the input is constant, one per neuron and tick otherwise. */
  private void findDrives() {
    int[] shared = new int[roles.neurons()];
    Arrays.fill(shared, NONE);
    for (int t = 1; t <= ticks; t++) {
      Arrays.fill(driveOf[t], NONE);
      for (int j : live[t]) {
        if (!hasClampedSource(j)) {
          continue;
        }
        if (clamping == Clamping.PER_TICK || shared[j] == NONE) {
          shared[j] = driveNeuron.size();
          driveNeuron.add(j);
          driveTick.add(t);
        }
        driveOf[t][j] = shared[j];
      }
    }
  }

  private boolean hasClampedSource(int to) {
    int e = topology.columnStart(to);
    return e < topology.columnEnd(to) && roles.isClamped(topology.source(e));
  }

  private void layOutRows() {
    int states = 0;
    firstState = new int[ticks + 1];
    int inputRows =
        (clamping == Clamping.PER_TICK ? ticks * roles.inputs() : roles.inputs())
            + (roles.bias() ? 1 : 0);
    int state = inputRows + driveNeuron.size();
    for (int t = 1; t <= ticks; t++) {
      firstState[t] = state + states;
      states += live[t].length;
    }
    int influence = state + 2 * states;
    int driveInfluence = influence + states;
    rows =
        new Rows(
            0,
            inputRows,
            state,
            state + states,
            influence,
            driveInfluence,
            driveInfluence + sharedDrives());
  }

  private int inputRow(int clamped, int t) {
    if (clamping == Clamping.CONSTANT) {
      return clamped;
    }
    return clamped < roles.inputs() ? (t - 1) * roles.inputs() + clamped : ticks * roles.inputs();
  }

  private Gather driveGather() {
    IntList start = new IntList();
    IntList source = new IntList();
    IntList edge = new IntList();
    start.add(0);
    for (int d = 0; d < driveNeuron.size(); d++) {
      int to = driveNeuron.get(d);
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        if (roles.isClamped(topology.source(e))) {
          source.add(inputRow(topology.source(e), driveTick.get(d)));
          edge.add(e);
        }
      }
      start.add(source.size());
    }
    return new Gather(rows.drive(), start.toArray(), source.toArray(), edge.toArray());
  }

  private Tick tick(int t) {
    IntList start = new IntList();
    IntList source = new IntList();
    IntList edge = new IntList();
    int[] drive = new int[live[t].length];
    start.add(0);
    for (int i = 0; i < live[t].length; i++) {
      int to = live[t][i];
      drive[i] = driveOf[t][to] == NONE ? NONE : rows.drive() + driveOf[t][to];
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int at = place[t - 1][topology.source(e)];
        if (at != NONE) {
          source.add(firstState[t - 1] + at);
          edge.add(e);
        }
      }
      start.add(source.size());
    }
    Gather gather = new Gather(firstState[t], start.toArray(), source.toArray(), edge.toArray());
    int hidden = 0;
    while (hidden < live[t].length && !roles.isOutput(live[t][hidden])) {
      hidden++;
    }
    return new Tick(live[t], hidden, firstState[t], drive, gather, scatter(t, gather));
  }

  /** The gather of tick t turned around: a counting sort of its terms by their source. */
  private Gather scatter(int t, Gather gather) {
    int[] start = new int[live[t - 1].length + 1];
    for (int source : gather.source()) {
      start[source - firstState[t - 1] + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] influence = new int[gather.terms()];
    int[] edge = new int[gather.terms()];
    for (int i = 0; i < gather.rows(); i++) {
      for (int k = gather.start()[i]; k < gather.start()[i + 1]; k++) {
        int at = next[gather.source()[k] - firstState[t - 1]]++;
        influence[at] = rows.influenceOf(gather.first() + i);
        edge[at] = gather.edge()[k];
      }
    }
    return new Gather(rows.influenceOf(firstState[t - 1]), start, influence, edge);
  }

  /** How many drives are used at more than one tick. */
  private int sharedDrives() {
    int shared = 0;
    for (int uses : driveUses()) {
      shared += uses > 1 ? 1 : 0;
    }
    return shared;
  }

  private int[] driveUses() {
    int[] uses = new int[driveNeuron.size()];
    for (int t = 1; t <= ticks; t++) {
      for (int j : live[t]) {
        if (driveOf[t][j] != NONE) {
          uses[driveOf[t][j]]++;
        }
      }
    }
    return uses;
  }

  /** Where dL/d(drive) stands: a sum where several ticks share the drive, else that tick's own. */
  private DriveInfluence driveInfluence() {
    int[] uses = driveUses();
    int[] row = new int[uses.length];
    int[] next = new int[uses.length]; // of each shared drive: where its next source goes
    int[] start = new int[sharedDrives() + 1];
    int shared = 0;
    for (int d = 0; d < uses.length; d++) {
      if (uses[d] > 1) {
        row[d] = rows.driveInfluence() + shared;
        next[d] = start[shared];
        start[++shared] = next[d] + uses[d];
      }
    }
    int[] source = new int[start[shared]];
    for (int t = 1; t <= ticks; t++) {
      for (int i = 0; i < live[t].length; i++) {
        int drive = driveOf[t][live[t][i]];
        int influence = rows.influenceOf(firstState[t] + i);
        if (drive != NONE && uses[drive] > 1) {
          source[next[drive]++] = influence;
        } else if (drive != NONE) {
          row[drive] = influence;
        }
      }
    }
    return new DriveInfluence(row, new Sums(rows.driveInfluence(), start, source));
  }
}
