package org.meshnn.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshnn.display.Bar;
import org.meshnn.display.Terminal;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.TimeLeft;
import org.meshnn.scores.Interval;

/**
 * Follows a replication: a line with the figures of each study as it ends, and below, on a console,
 * a bar for each part, redrawn; in a log, a line now and then; with an estimate of the time left.
 */
final class Overview {
  private static final long CONSOLE_NS = 200_000_000L;
  private static final long LOG_NS = 10_000_000_000L;

  private final Replication replication;
  private final Ledger ledger;
  private final TimeLeft left;
  private final PrintStream out;
  private final boolean console = Terminal.isConsole();
  private final List<Standing> standings = new ArrayList<>();
  private final Map<Ledger.Key, List<Standing>> waiting = new HashMap<>(); // for a run
  private final List<Standing> untold = new ArrayList<>(); // that have ended
  private final int before;
  private final long begin = System.nanoTime();
  private long drawnAt = begin;
  private int drawn; // lines that the next drawing overwrites

  /** Where a study stands, counted run by run, as there may be many. */
  private static final class Standing {
    final Study study;
    int done;
    int all;

    Standing(Study study) {
      this.study = study;
    }
  }

  Overview(Replication replication, Ledger ledger, TimeLeft left, PrintStream out) {
    this.replication = replication;
    this.ledger = ledger;
    this.left = left;
    this.out = out;
    before = replication.finished();
    replication.progress().forEach(p -> stand(p.study()));
    if (before > 0) {
      out.printf(Locale.ROOT, "%,d runs were finished before\n", before);
    }
  }

  private void stand(Study study) {
    Standing standing = new Standing(study);
    standings.add(standing);
    for (Setting setting : study.settings()) {
      for (Ledger.Key key : setting.keys(study.seeds())) {
        standing.all++;
        if (ledger.has(key)) {
          standing.done++;
        } else {
          waiting.computeIfAbsent(key, k -> new ArrayList<>()).add(standing);
        }
      }
    }
    if (standing.done == standing.all) {
      untold.add(standing);
    }
  }

  /** Is called with a finished run. */
  void finished(Ledger.Key key) {
    left.finished(key);
    List<Standing> its = waiting.remove(key);
    for (Standing standing : its == null ? List.<Standing>of() : its) {
      standing.done++;
      if (standing.done == standing.all) {
        untold.add(standing);
      }
    }
    untold.forEach(standing -> tell(standing.study));
    untold.clear();
    if (System.nanoTime() - drawnAt > (console ? CONSOLE_NS : LOG_NS)) {
      draw(key);
    }
  }

  /** Ends the drawing. */
  void end(Duration taken) {
    wipe();
    out.println("finished: " + time(taken));
  }

  /** How long it took, and for how many of the runs. */
  String time(Duration taken) {
    int all = replication.runs();
    String time =
        String.format(Locale.ROOT, "%d min %02d s", taken.toMinutes(), taken.toSecondsPart());
    return String.format(Locale.ROOT, "%s for %,d of %,d runs", time, all - before, all);
  }

  /** A study that has ended: its means. */
  private void tell(Study study) {
    wipe();
    out.println(study.name() + " (" + study.metric() + ")");
    for (Setting setting : study.settings()) {
      double[] metrics =
          setting.keys(study.seeds()).stream().mapToDouble(k -> ledger.get(k).metric()).toArray();
      Interval interval = Interval.of(metrics);
      String format = "    %-34s " + study.metric().format() + " ± " + study.metric().format();
      out.printf(
          Locale.ROOT,
          format + ", largest ",
          setting.name(),
          interval.mean(),
          interval.deviation());
      out.printf(
          Locale.ROOT, study.metric().format() + "\n", Arrays.stream(metrics).max().orElseThrow());
    }
  }

  private void draw(Ledger.Key latest) {
    drawnAt = System.nanoTime();
    Duration since = Duration.ofNanos(drawnAt - begin);
    String line =
        String.format(
            Locale.ROOT,
            "%d:%02d, %s left (an estimate), latest %s, seed %d: ",
            since.toMinutes(),
            since.toSecondsPart(),
            about(left.after(since)),
            latest.setting(),
            latest.seed());
    Map<String, int[]> parts = new LinkedHashMap<>();
    for (Standing standing : standings) {
      int[] counts = parts.computeIfAbsent(standing.study.part(), part -> new int[2]);
      counts[0] += standing.done;
      counts[1] += standing.all;
    }
    if (!console) {
      int all = replication.runs();
      out.printf(Locale.ROOT, "%s%,d of %,d runs\n", line, replication.finished(), all);
      return;
    }
    wipe();
    parts.forEach(
        (part, counts) ->
            out.printf(
                Locale.ROOT,
                "%s %5d of %5d  %s\n",
                Bar.text(counts[0], counts[1]),
                counts[0],
                counts[1],
                part));
    out.printf(Locale.ROOT, "%s%.3g\n", line, ledger.get(latest).metric());
    drawn = parts.size() + 1;
  }

  /** No finer than an estimate is. */
  static String about(Duration time) {
    long minutes = Math.round(time.toMillis() / 60_000.0);
    if (minutes < 2) {
      return "about " + 10 * Math.round(time.toMillis() / 10_000.0) + " s";
    }
    return minutes < 60
        ? "about " + minutes + " min"
        : String.format(Locale.ROOT, "about %d h %02d min", minutes / 60, minutes % 60);
  }

  /** Back to where the last drawing began, and clears from there (ECMA-48: CPL, ED). */
  private void wipe() {
    if (drawn > 0) {
      out.print("\033[" + drawn + "F\033[J");
      drawn = 0;
    }
  }
}
