package org.meshnn.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Report;
import org.meshnn.replication.Result;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.Study.Metric;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
import org.meshnn.text.Plural;
import org.meshnn.text.Sha256;

/** What the finished runs of a {@link TimeStudy} say, as Markdown; more runs make it longer. */
public final class TimeReport {
  private static final List<OnlineTask> ASKED = TimeStudy.ASKED;
  private static final List<OnlineTask> SERIES =
      ASKED.stream().filter(OnlineTask::isSeries).toList();

  private final TimeStudy study;
  private final Ledger ledger;
  private final Map<String, Setting> settings = new TreeMap<>(); // by id

  private TimeReport(TimeStudy study, Ledger ledger) {
    this.study = study;
    this.ledger = ledger;
    study.studies().forEach(s -> s.settings().forEach(each -> settings.put(each.id(), each)));
  }

  /**
   * {@return the tables}
   *
   * @param study whose runs they are
   * @param ledger which has some of them
   */
  public static String markdown(TimeStudy study, Ledger ledger) {
    return new TimeReport(study, ledger).text();
  }

  /**
   * {@return the sha256 of all finished runs to their last bit}
   *
   * @param study whose runs they are
   * @param ledger which has some of them
   */
  public static String sha256(TimeStudy study, Ledger ledger) {
    StringBuilder all = new StringBuilder();
    for (Study each : study.studies()) {
      for (Setting setting : each.settings()) {
        for (Ledger.Key key : setting.keys(each.seeds())) {
          all.append(ledger.has(key) ? key + " " + ledger.get(key) + "\n" : "");
        }
      }
    }
    return Sha256.of(all.toString());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append("## Learning online\n\n").append(TimeTexts.ONLINE).append(online(ASKED));
    text.append("\nOther gradients minus the exact one, seed by seed:\n\n");
    text.append(differences());
    text.append("\n## Which mesh?\n\n").append(TimeTexts.CHOICE).append(choice());
    text.append("\n## Tasks that ask for memory\n\n").append(TimeTexts.MEMORY);
    text.append(online(TimeStudy.MEMORY));
    text.append("\n## The rest of a series\n\n").append(TimeTexts.REST).append(rest());
    text.append("\n## Echo states\n\n").append(TimeTexts.ECHO).append(echo());
    return text.toString();
  }

  /** Settings by rows, tasks by columns. */
  private String online(List<OnlineTask> tasks) {
    List<List<String>> rows = new ArrayList<>();
    if (tasks.equals(ASKED)) {
      rows.add(theirs(tasks, "exact, dense", Theirs::exact));
      rows.add(theirs(tasks, "SnAp-1, dense", Theirs::snap));
      rows.add(theirs(tasks, "truncated, dense", Theirs::truncated));
      rows.add(theirs(tasks, "GRU", Theirs::gru));
    }
    for (Net mesh : TimeStudy.MESHES) {
      for (OnlineGradient gradient : TimeStudy.GRADIENTS) {
        Net net = mesh.with(gradient);
        addRow(rows, net.toString(), tasks, task -> cell(task + ", " + net, task.metric()));
      }
    }
    List<String> head = new ArrayList<>(List.of("network"));
    tasks.forEach(task -> head.add(task + ", " + task.metric()));
    return Report.markdown(head, rows);
  }

  private static List<String> theirs(
      List<OnlineTask> tasks, String name, Function<Theirs, Double> figure) {
    List<String> row = new ArrayList<>(List.of("*sketched-rtrl: " + name + "*"));
    for (OnlineTask task : tasks) {
      double value = figure.apply(task.theirs());
      row.add(Double.isNaN(value) ? "" : formatted(task.metric().format(), value));
    }
    return row;
  }

  private static void addRow(
      List<List<String>> rows,
      String name,
      List<OnlineTask> tasks,
      Function<OnlineTask, String> cell) {
    List<String> row = new ArrayList<>(List.of(name));
    tasks.forEach(task -> row.add(cell.apply(task)));
    if (row.stream().skip(1).anyMatch(c -> !c.isEmpty())) {
      rows.add(row);
    }
  }

  private List<Result> results(@Nullable Setting setting) {
    return setting == null
        ? List.of()
        : setting.keys(study.seedsOf(setting)).stream()
            .filter(ledger::has)
            .map(ledger::get)
            .toList();
  }

  private static double[] metrics(List<Result> results) {
    return results.stream().mapToDouble(Result::metric).toArray();
  }

  /** The mean and its interval; how many runs, where not all are finished; what diverged. */
  private String cell(String id, Metric metric) {
    Setting setting = settings.get(id);
    List<Result> results = results(setting);
    if (setting == null || results.isEmpty()) {
      return "";
    }
    Interval mean = metric.bounded(Interval.of(metrics(results)));
    String f = metric.format();
    String cell =
        results.size() == 1
            ? formatted(f, mean.mean())
            : formatted(f + " (" + f + " to " + f + ")", mean.mean(), mean.low(), mean.high());
    long diverged = results.stream().filter(r -> r.ending().equals("diverged")).count();
    return cell
        + (results.size() < study.seedsOf(setting) ? ", " + Plural.of(results.size(), "run") : "")
        + (diverged > 0 ? ", " + diverged + " diverged" : "");
  }

  private String differences() {
    List<List<String>> rows = new ArrayList<>();
    for (Net mesh : TimeStudy.MESHES) {
      for (OnlineGradient gradient : TimeStudy.GRADIENTS) {
        if (!gradient.equals(mesh.gradient())) {
          Net net = mesh.with(gradient);
          addRow(rows, net.toString(), ASKED, task -> difference(task, net, mesh));
        }
      }
    }
    List<String> head = new ArrayList<>(List.of("minus exact"));
    ASKED.forEach(task -> head.add(task.toString()));
    return Report.markdown(head, rows);
  }

  private String difference(OnlineTask task, Net net, Net exact) {
    double[] first = metrics(results(settings.get(task + ", " + net)));
    double[] second = metrics(results(settings.get(task + ", " + exact)));
    if (first.length < 2 || first.length != second.length) {
      return "";
    }
    Interval difference = PairedT.of(first, second).difference();
    return formatted(
        "%+.4f (%+.4f to %+.4f)", difference.mean(), difference.low(), difference.high());
  }

  private String choice() {
    List<List<String>> rows = new ArrayList<>();
    for (Net candidate : Choice.CANDIDATES) {
      addRow(
          rows,
          candidate.toString(),
          ASKED,
          task -> cell(Choice.id(task, candidate), task.metric()));
    }
    List<String> head = new ArrayList<>(List.of("candidate"));
    ASKED.forEach(task -> head.add(task + ", " + task.metric()));
    return Report.markdown(head, rows);
  }

  private String rest() {
    List<List<String>> rows = new ArrayList<>();
    for (String name : TimeStudy.restNames()) {
      String mesh = TimeStudy.REST_MESH.mesh() + ", " + name;
      addRow(rows, mesh, SERIES, task -> cell(TimeStudy.restId(task, name), Metric.NMSE));
    }
    List<String> head = new ArrayList<>(List.of("mesh"));
    SERIES.forEach(task -> head.add(task + ", NMSE"));
    return Report.markdown(head, rows);
  }

  /** The quartiles of a draw, beside those of the example itself. */
  private String echo() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("*ReservoirPy, as published*", "1", "", "0.00203", "", ""));
    rows.add(
        List.of("*its rules again in NumPy*", "60", "0.00202", "0.00227", "0.00260", "0.00237"));
    double[] drawn = metrics(results(settings.get(TimeStudy.ECHO_ID)));
    Arrays.sort(drawn);
    if (drawn.length > 1) {
      Interval mean = Interval.of(drawn);
      rows.add(
          List.of(
              "mesh of 100 units, 1 tick",
              Integer.toString(drawn.length),
              formatted("%.5f", quantile(drawn, 0.25)),
              formatted("%.5f", quantile(drawn, 0.5)),
              formatted("%.5f", quantile(drawn, 0.75)),
              formatted("%.5f (%.5f to %.5f)", mean.mean(), mean.low(), mean.high())));
    }
    return Report.markdown(
        List.of("root mean squared error", "draws", "quarter", "median", "three quarters", "mean"),
        rows);
  }

  /** Linear between the order statistics. */
  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static String formatted(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
