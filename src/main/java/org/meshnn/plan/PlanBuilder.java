package org.meshnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/**
 * Lays a plan out, once: live neurons, then rows, then what is summed into which row. Linear in
 * ticks times edges; everything is counted before it is allocated.
 */
final class PlanBuilder {
  private static final int NONE = -1;

  private final Topology topology;
  private final Roles roles;
  private final int ticks;
  private final Clamping clamping;
  private final int[][] live; // [t]: neurons computed at tick t; [0] is empty
  private final int[][] driveOf; // [t][i]: index of the drive of live[t][i], or NONE
  private final IntList driveNeuron = new IntList();
  private final IntList driveTick = new IntList();
  private final int[] clampedEdges; // [neuron]: its edges from clamped neurons, the first ones
  private final int[] place; // [neuron]: its index among the live neurons of one tick, or NONE
  private final int[] firstState; // [t]: state row of live[t][0]
  private final Rest rest;
  private final boolean whole; // all neurons live, and each has a drive
  private final int[] leakNumber; // [neuron]: its number among those that leak
  private final Layout layout;

  PlanBuilder(Topology topology, int ticks, Clamping clamping, Rest rest, boolean whole) {
    this.topology = topology;
    this.roles = topology.roles();
    this.ticks = ticks;
    this.clamping = clamping;
    this.rest = rest;
    this.whole = whole;
    IndexMemory memory =
        new IndexMemory(topology, ticks, clamping, rest, Runtime.getRuntime().maxMemory());
    memory.requireTicks();
    live = new int[ticks + 1][];
    driveOf = new int[ticks + 1][];
    place = new int[topology.neurons()];
    clampedEdges = new int[topology.neurons()];
    firstState = new int[ticks + 1];
    findLive(whole ? Reach.ofAll(topology, ticks) : new Reach(topology, ticks, rest));
    memory.require(live);
    leakNumber = leakNumbers();
    findDrives();
    layout = layOutRows();
  }

  Plan build() {
    Gather drive = driveGather();
    List<Tick> program = new ArrayList<>();
    Arrays.fill(place, NONE);
    for (int t = 1; t <= ticks; t++) {
      program.add(tick(t));
      moveTo(t);
    }
    return new Plan(topology, clamping, rest, layout, drive, program, driveErrorSignal());
  }

  private int[] leakNumbers() {
    int[] numbers = new int[rest.leaking() == 0 ? 0 : topology.neurons()];
    for (int j = 1; j < numbers.length; j++) {
      numbers[j] = numbers[j - 1] + (rest.leaks(j - 1) ? 1 : 0);
    }
    return numbers;
  }

  private void findLive(Reach reach) {
    live[0] = new int[0];
    long states = 0;
    for (int t = 1; t <= ticks; t++) {
      IntList neurons = new IntList();
      for (int j = roles.clamped(); j < roles.neurons(); j++) {
        if (reach.lives(j, t)) {
          neurons.add(j);
        }
      }
      live[t] = neurons.toArray();
      states += live[t].length;
      Layout.requireRoom(3 * states); // before the ticks to come take memory
    }
  }

  /**
   * One drive per neuron while the input is constant, one per neuron and tick otherwise; of neurons
   * that no clamped one feeds in a whole plan alone.
   */
  private void findDrives() {
    for (int j = 0; j < roles.neurons(); j++) {
      int e = topology.columnStart(j);
      while (e < topology.columnEnd(j) && roles.isClamped(topology.source(e))) {
        e++;
      }
      clampedEdges[j] = e - topology.columnStart(j);
    }
    int[] shared = place; // not yet in use
    Arrays.fill(shared, NONE);
    for (int t = 1; t <= ticks; t++) {
      driveOf[t] = new int[live[t].length];
      for (int i = 0; i < live[t].length; i++) {
        int j = live[t][i];
        if ((whole || clampedEdges[j] > 0)
            && (clamping == Clamping.PER_TICK || shared[j] == NONE)) {
          shared[j] = driveNeuron.size();
          driveNeuron.add(j);
          driveTick.add(t);
        }
        driveOf[t][i] = shared[j];
      }
    }
  }

  private Layout layOutRows() {
    long inputs = clamping == Clamping.PER_TICK ? (long) ticks * roles.inputs() : roles.inputs();
    long states = 0;
    for (int t = 1; t <= ticks; t++) {
      states += live[t].length;
    }
    Layout all =
        Layout.of(
            inputs + (roles.bias() ? 1 : 0),
            driveNeuron.size(),
            states,
            sharedDrives(),
            rest.leaking());
    int state = all.state();
    for (int t = 1; t <= ticks; t++) {
      firstState[t] = state;
      state += live[t].length;
    }
    return all;
  }

  private int inputRow(int clamped, int t) {
    if (clamping == Clamping.CONSTANT) {
      return clamped;
    }
    return clamped < roles.inputs() ? (t - 1) * roles.inputs() + clamped : ticks * roles.inputs();
  }

  private Gather driveGather() {
    long terms = 0;
    for (int d = 0; d < driveNeuron.size(); d++) {
      terms += clampedEdges[driveNeuron.get(d)];
    }
    int[] start = new int[driveNeuron.size() + 1];
    int[] source = new int[requireIndexable(terms, ticks)];
    int[] edge = new int[source.length];
    int k = 0;
    for (int d = 0; d < driveNeuron.size(); d++) {
      int first = topology.columnStart(driveNeuron.get(d));
      for (int e = first; e < first + clampedEdges[driveNeuron.get(d)]; e++) {
        source[k] = inputRow(topology.source(e), driveTick.get(d));
        edge[k++] = e;
      }
      start[d + 1] = k;
    }
    return new Gather(layout.drive(), start, source, edge);
  }

  /** The number of terms of one gather, as an array's length. */
  static int requireIndexable(long terms, int ticks) {
    if (terms > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the edges from inputs that change over %d ticks make %,d terms; a plan holds at most"
                  + " %,d; take fewer ticks, a sparser wiring or a constant input",
              ticks,
              terms,
              Integer.MAX_VALUE - 8));
    }
    return (int) terms;
  }

  /** Makes {@link #place} that of the live neurons of tick t, from that of tick t-1. */
  private void moveTo(int t) {
    for (int j : live[t - 1]) {
      place[j] = NONE;
    }
    for (int i = 0; i < live[t].length; i++) {
      place[live[t][i]] = i;
    }
  }

  private Tick tick(int t) {
    int[] drive = new int[live[t].length];
    int hidden = 0;
    for (int i = 0; i < drive.length; i++) {
      drive[i] = driveOf[t][i] == NONE ? NONE : layout.drive() + driveOf[t][i];
      hidden += roles.isOutput(live[t][i]) ? 0 : 1;
    }
    Gather gather = gather(t);
    return new Tick(live[t], hidden, firstState[t], drive, gather, scatter(t, gather), leaks(t));
  }

  private Leaks leaks(int t) {
    if (rest.leaking() == 0) {
      return Leaks.NONE;
    }
    IntList at = new IntList();
    IntList before = new IntList();
    IntList gradient = new IntList();
    for (int i = 0; i < live[t].length; i++) {
      int j = live[t][i];
      if (rest.leaks(j)) {
        at.add(i);
        before.add(place[j] == NONE ? NONE : firstState[t - 1] + place[j]);
        gradient.add(layout.stateGradient() + leakNumber[j]);
      }
    }
    return new Leaks(at.toArray(), before.toArray(), gradient.toArray());
  }

  private Gather gather(int t) {
    int[] start = new int[live[t].length + 1];
    for (int i = 0; i < live[t].length; i++) {
      int to = live[t][i];
      start[i + 1] = start[i];
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        start[i + 1] += place[topology.source(e)] == NONE ? 0 : 1;
      }
    }
    int[] source = new int[start[live[t].length]];
    int[] edge = new int[source.length];
    int k = 0;
    for (int to : live[t]) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int at = place[topology.source(e)];
        if (at != NONE) {
          source[k] = firstState[t - 1] + at;
          edge[k++] = e;
        }
      }
    }
    return new Gather(firstState[t], start, source, edge);
  }

  /** The gather of tick t turned around: a counting sort of its terms by their source. */
  private Gather scatter(int t, Gather gather) {
    int[] start = new int[live[t - 1].length + 1];
    for (int source : gather.source()) {
      start[source - firstState[t - 1] + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] errorSignal = new int[gather.terms()];
    int[] edge = new int[gather.terms()];
    for (int i = 0; i < gather.rows(); i++) {
      for (int k = gather.start()[i]; k < gather.start()[i + 1]; k++) {
        int at = next[gather.source()[k] - firstState[t - 1]]++;
        errorSignal[at] = layout.errorSignalOf(gather.first() + i);
        edge[at] = gather.edge()[k];
      }
    }
    return new Gather(layout.errorSignalOf(firstState[t - 1]), start, errorSignal, edge);
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
      for (int drive : driveOf[t]) {
        if (drive != NONE) {
          uses[drive]++;
        }
      }
    }
    return uses;
  }

  /** Where dL/d(drive) stands: a sum where several ticks share the drive, else that tick's own. */
  private DriveErrorSignal driveErrorSignal() {
    int[] uses = driveUses();
    int[] row = new int[uses.length];
    int[] next = new int[uses.length]; // of each shared drive: where its next source goes
    int[] start = new int[sharedDrives() + 1];
    int shared = 0;
    for (int d = 0; d < uses.length; d++) {
      if (uses[d] > 1) {
        row[d] = layout.driveErrorSignal() + shared;
        next[d] = start[shared];
        start[++shared] = next[d] + uses[d];
      }
    }
    int[] source = new int[start[shared]];
    for (int t = 1; t <= ticks; t++) {
      for (int i = 0; i < live[t].length; i++) {
        int drive = driveOf[t][i];
        int errorSignal = layout.errorSignalOf(firstState[t] + i);
        if (drive != NONE && uses[drive] > 1) {
          source[next[drive]++] = errorSignal;
        } else if (drive != NONE) {
          row[drive] = errorSignal;
        }
      }
    }
    return new DriveErrorSignal(row, new Sums(layout.driveErrorSignal(), start, source));
  }
}
