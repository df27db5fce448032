package org.meshnn.protocol;

import java.util.ArrayList;
import java.util.List;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.replication.Claim;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.Study.Metric;

/**
 * The published protocols with meshes of ours, as studies: those that say most come first.
 *
 * @param seeds runs of each setting
 * @param draws of the reservoir
 * @param shorter divides all numbers of steps; 1 for those of the protocol
 */
public record TimeStudy(int seeds, int draws, int shorter) {
  /** Everything. */
  public static final TimeStudy WHOLE = new TimeStudy(5, 30, 1);

  /** A look at whether everything runs: its figures say nothing. */
  public static final TimeStudy QUICK = new TimeStudy(2, 4, 50);

  static final String ONLINE = "Learning online";
  static final String REST = "The rest of a series";
  static final String ECHO = "Echo states";

  private static final List<OnlineTask> MEMORY =
      List.of(OnlineTask.COPY, OnlineTask.ADDING, OnlineTask.ROTATION);

  static final List<OnlineGradient> GRADIENTS =
      List.of(
          OnlineGradient.exact(),
          OnlineGradient.snap(1),
          OnlineGradient.snap(2),
          OnlineGradient.snap(3),
          OnlineGradient.truncated(5),
          OnlineGradient.truncated(25));

  /**
   * {@return the studies that can be run}
   *
   * @param files the measured series; studies of those that are not there are left out
   */
  public List<Study> studies(SeriesFiles files) {
    List<Study> studies = new ArrayList<>(List.of(echo()));
    studies.addAll(online(files, 0.1, 2));
    series(files).forEach(task -> studies.add(rest(task, files)));
    studies.addAll(online(files, 0.05, 2));
    studies.addAll(online(files, 0.1, 1));
    studies.addAll(online(files, 0.05, 1));
    studies.addAll(online(files, 1, 1));
    MEMORY.forEach(task -> studies.add(online(task, files, 0.1, 2)));
    studies.addAll(online(files, 1, 2));
    return studies;
  }

  private static List<OnlineTask> series(SeriesFiles files) {
    return tasks(files).stream().filter(OnlineTask::isSeries).toList();
  }

  private static List<OnlineTask> tasks(SeriesFiles files) {
    return List.of(OnlineTask.values()).stream()
        .filter(task -> !MEMORY.contains(task) && task.isThere(files))
        .toList();
  }

  private List<Study> online(SeriesFiles files, double density, int ticks) {
    return tasks(files).stream().map(task -> online(task, files, density, ticks)).toList();
  }

  private int steps(OnlineTask task) {
    return task.steps() / shorter;
  }

  /** The protocol on a mesh, by each gradient that differs from the exact one. */
  private Study online(OnlineTask task, SeriesFiles files, double density, int ticks) {
    List<Setting> settings = new ArrayList<>();
    for (OnlineGradient gradient : GRADIENTS) {
      if (differs(density, gradient)) {
        Net net = new Net(density, ticks, gradient);
        OnlineRun run = new OnlineRun(task, net, files, steps(task));
        settings.add(
            new Setting(
                task + ", " + net,
                gradient.toString(),
                run.steps(),
                run::published,
                shorter == 1 ? task.theirs().claim(gradient, task.theirSeeds()) : null));
      }
    }
    String name = task + ", " + new Net(density, ticks, GRADIENTS.get(0)).mesh();
    return new Study(ONLINE, name, task.metric(), seeds, settings, List.of(), 0);
  }

  /** Where every hidden neuron reaches every neuron by an edge, SnAp-2 is exact. */
  private static boolean differs(double density, OnlineGradient gradient) {
    return density < 1 || gradient.kind() != OnlineGradient.Kind.SNAP || gradient.n() < 2;
  }

  private Study rest(OnlineTask task, SeriesFiles files) {
    List<Setting> settings = new ArrayList<>();
    for (OnlineGradient gradient : List.of(OnlineGradient.exact(), OnlineGradient.snap(2))) {
      OnlineRun run = new OnlineRun(task, new Net(0.1, 2, gradient), files, steps(task));
      for (boolean learning : new boolean[] {false, true}) {
        String name = gradient + (learning ? ", learning on" : ", learning off");
        settings.add(
            new Setting(
                task + ", rest, " + name, name, run.steps(), seed -> run.rest(seed, learning), null));
      }
    }
    return new Study(REST, task + ", rest", Metric.NMSE, seeds, settings, List.of(), 0);
  }

  private Study echo() {
    Setting setting =
        new Setting(
            "mackey-glass by 100 units",
            "100 units",
            EchoState.VALUES,
            EchoState::run,
            new Claim(0.0020282, 0, "ReservoirPy, one draw"));
    return new Study(ECHO, "mackey-glass, RMSE", Metric.RMSE, draws, List.of(setting), List.of(), 0);
  }
}
