package org.meshnn.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.replication.Result;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.Study.Metric;

/**
 * The published protocols with meshes of ours, as studies: those that say most come first.
 *
 * @param seeds runs of each setting
 * @param choosing runs of each candidate
 * @param draws of the reservoir
 * @param shorter divides all numbers of steps; 1 for those of the protocol
 */
public record TimeStudy(int seeds, int choosing, int draws, int shorter) {
  /** Everything. */
  public static final TimeStudy WHOLE = new TimeStudy(5, 3, 30, 1);

  /** A look at whether everything runs: its figures say nothing. */
  public static final TimeStudy QUICK = new TimeStudy(2, 2, 4, 50);

  private static final String ONLINE = "Learning online";
  private static final String CHOICE = "Which mesh?";
  private static final String REST = "The rest of a series";
  private static final String ECHO = "Echo states";

  static final List<OnlineTask> MEMORY =
      List.of(OnlineTask.COPY, OnlineTask.ADDING, OnlineTask.ROTATION);

  /** All tasks but these. */
  static final List<OnlineTask> ASKED =
      Stream.of(OnlineTask.values()).filter(task -> !MEMORY.contains(task)).toList();

  private static final OnlineGradient EXACT = OnlineGradient.exact();
  private static final OnlineGradient SNAP_1 = OnlineGradient.snap(1);
  private static final OnlineGradient SNAP_2 = OnlineGradient.snap(2);
  private static final OnlineGradient SNAP_3 = OnlineGradient.snap(3);
  private static final OnlineGradient TRUNCATED_5 = OnlineGradient.truncated(5);
  private static final OnlineGradient TRUNCATED_25 = OnlineGradient.truncated(25);

  static final List<OnlineGradient> GRADIENTS =
      List.of(EXACT, SNAP_1, SNAP_2, SNAP_3, TRUNCATED_5, TRUNCATED_25);

  private static final Net DENSE = Net.of(1, 1);
  private static final Net DENSE_2 = Net.of(1, 2);
  private static final List<Net> SPARSE =
      List.of(Net.of(0.1, 2), Net.of(0.05, 2), Net.of(0.1, 1), Net.of(0.05, 1));

  /** The meshes, with the exact gradient. */
  static final List<Net> MESHES =
      Stream.of(SPARSE, List.of(DENSE, DENSE_2), Choice.CHOSEN).flatMap(List::stream).toList();

  /** The mesh that is measured on the rest of a series. */
  static final Net REST_MESH = MESHES.get(0);

  static final String ECHO_ID = "mackey-glass by 100 units";

  /**
   * {@return the studies that can be run}
   *
   * @param files the measured series; studies of those that are not there are left out
   */
  public List<Study> studies(SeriesFiles files) {
    return studies(files, task -> task.isThere(files));
  }

  /** All studies, also those that cannot be run for want of a file. */
  List<Study> studies() {
    return studies(new SeriesFiles(null), task -> true);
  }

  private List<Study> studies(SeriesFiles files, Predicate<OnlineTask> there) {
    List<OnlineTask> tasks = Stream.of(OnlineTask.values()).filter(there).toList();
    List<Study> studies = new ArrayList<>(List.of(echo()));
    studies.addAll(online(files, tasks, Choice.CHOSEN, List.of(EXACT)));
    studies.addAll(online(files, tasks, SPARSE, List.of(EXACT, SNAP_2)));
    studies.addAll(online(files, tasks, Choice.CHOSEN, List.of(SNAP_2)));
    tasks.stream().filter(OnlineTask::isSeries).forEach(task -> studies.add(rest(task, files)));
    tasks.stream().filter(ASKED::contains).forEach(task -> studies.add(choice(task, files)));
    studies.addAll(online(files, tasks, SPARSE, List.of(SNAP_1, TRUNCATED_25)));
    studies.addAll(online(files, tasks, List.of(DENSE), GRADIENTS));
    for (OnlineGradient gradient : List.of(EXACT, SNAP_2, TRUNCATED_25)) {
      MEMORY.forEach(task -> studies.add(online(task, files, REST_MESH.with(gradient))));
    }
    studies.addAll(online(files, tasks, SPARSE, List.of(TRUNCATED_5, SNAP_3)));
    studies.addAll(online(files, tasks, List.of(DENSE_2), GRADIENTS));
    return studies;
  }

  private List<Study> online(
      SeriesFiles files, List<OnlineTask> tasks, List<Net> meshes, List<OnlineGradient> gradients) {
    List<Study> studies = new ArrayList<>();
    for (Net mesh : meshes) {
      for (OnlineGradient gradient : gradients) {
        if (differs(mesh, gradient)) {
          tasks.stream()
              .filter(ASKED::contains)
              .forEach(task -> studies.add(online(task, files, mesh.with(gradient))));
        }
      }
    }
    return studies;
  }

  /** Where every hidden neuron reaches every neuron by an edge, SnAp-2 is exact. */
  private static boolean differs(Net mesh, OnlineGradient gradient) {
    return mesh.density() < 1 || gradient.kind() != OnlineGradient.Kind.SNAP || gradient.n() < 2;
  }

  /** How many runs a setting has. */
  int seedsOf(Setting setting) {
    if (setting.id().equals(ECHO_ID)) {
      return draws;
    }
    return setting.id().startsWith(Choice.ID) ? choosing : seeds;
  }

  private int steps(OnlineTask task) {
    return task.steps() / shorter;
  }

  private Study online(OnlineTask task, SeriesFiles files, Net net) {
    OnlineRun run = new OnlineRun(task, net, files, steps(task));
    String id = task + ", " + net;
    Setting setting = new Setting(id, net.toString(), steps(task), run::published, null);
    return new Study(ONLINE, id, task.metric(), seeds, List.of(setting), List.of(), 0)
        .knownTo(TimeStudies.class);
  }

  /** The candidates on seeds of their own. */
  private Study choice(OnlineTask task, SeriesFiles files) {
    List<Setting> settings = new ArrayList<>();
    for (Net candidate : Choice.CANDIDATES) {
      OnlineRun run = new OnlineRun(task, candidate, files, steps(task));
      LongFunction<@Nullable Result> other = seed -> run.published(seed + Choice.SEEDS_AFTER);
      String id = Choice.id(task, candidate);
      settings.add(new Setting(id, candidate.toString(), steps(task), other, null));
    }
    String name = Choice.ID + task;
    return new Study(CHOICE, name, task.metric(), choosing, settings, List.of(), 0)
        .knownTo(TimeStudies.class);
  }

  private static final List<OnlineGradient> REST_GRADIENTS = List.of(EXACT, SNAP_2);

  static List<String> restNames() {
    return REST_GRADIENTS.stream()
        .flatMap(gradient -> Stream.of(restName(gradient, false), restName(gradient, true)))
        .toList();
  }

  private static String restName(OnlineGradient gradient, boolean learning) {
    return gradient + (learning ? ", learning on" : ", learning off");
  }

  static String restId(OnlineTask task, String name) {
    return task + ", rest, " + name;
  }

  private Study rest(OnlineTask task, SeriesFiles files) {
    List<Setting> settings = new ArrayList<>();
    for (OnlineGradient gradient : REST_GRADIENTS) {
      Net net = REST_MESH.with(gradient);
      OnlineRun run = new OnlineRun(task, net, files, steps(task));
      for (boolean learning : new boolean[] {false, true}) {
        String name = restName(gradient, learning);
        settings.add(
            new Setting(
                restId(task, name), name, steps(task), seed -> run.rest(seed, learning), null));
      }
    }
    return new Study(REST, task + ", rest", Metric.NMSE, seeds, settings, List.of(), 0)
        .knownTo(TimeStudies.class);
  }

  private Study echo() {
    Setting setting = new Setting(ECHO_ID, "100 units", EchoState.VALUES, EchoState::run, null);
    return new Study(ECHO, "mackey-glass, RMSE", Metric.RMSE, draws, List.of(setting), List.of(), 0)
        .knownTo(TimeStudies.class);
  }
}
