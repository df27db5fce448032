package org.meshnn.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meshnn.plot.Picture;
import org.meshnn.plot.StripPlot;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Report;
import org.meshnn.replication.Result;
import org.meshnn.scores.Holm;
import org.meshnn.scores.Interval;
import org.meshnn.scores.McNemar;
import org.meshnn.scores.PairedT;

/**
 * What the finished runs of a {@link CycleStudy} say: how many meshes came to compute their whole
 * function, and whether cycles changed that.
 *
 * @param lines in the order of the study
 * @param pooled over all functions, by number of ticks
 */
public record CycleReport(List<Line> lines, List<Pooled> pooled) {
  private static final String TEXT =
      """
      A mesh has 4 to 6 inputs, a bias, 12 hidden tanh neurons and two outputs. All three kinds share a
      base without cycles (24 edges between hidden neurons; each input leads to 4 of them, each output
      is led to by 4; the bias to all), in which every hidden neuron lies on a path of at most 3 edges
      from an input to an output, and every input reaches every output so. To it come 8 edges between
      hidden neurons: such that close no cycle, each a cycle of 2, or each a cycle of 3. So neurons, edges
      and what reaches what within 3 ticks are the same. A mesh learns all rows of its function, softmax
      cross-entropy, Adam at 0.01, all rows a batch; solved means that at the end all rows come out
      right. Runs of the same seed have the same base, function and seed of the weights: they are pairs.

      """;

  /**
   * One function and number of ticks.
   *
   * @param name of the function, inputs and ticks
   * @param solved of each kind, in the order of {@link Cycles}: the share of meshes, with Wilson's
   *     interval
   * @param two cycles of 2 against none, in pairs
   * @param three cycles of 3 against none, in pairs
   * @param twoAdjusted p of the former, by Holm for all of this report
   * @param threeAdjusted p of the latter, likewise
   */
  public record Line(
      String name,
      List<Interval> solved,
      McNemar two,
      McNemar three,
      double twoAdjusted,
      double threeAdjusted) {

    private List<String> cells() {
      List<String> cells = new ArrayList<>(List.of(name));
      for (Interval share : solved) {
        cells.add(
            formatted(
                "%d of %d (%.2f to %.2f)",
                Math.round(share.mean() * share.n()), share.n(), share.low(), share.high()));
      }
      cells.add(difference(two, twoAdjusted));
      cells.add(difference(three, threeAdjusted));
      return cells;
    }

    private static String difference(McNemar test, double adjusted) {
      Interval d = test.difference();
      return formatted(
          "%+.2f (%+.2f to %+.2f), p %.2g, Holm %.2g",
          d.mean(), d.low(), d.high(), test.p(), adjusted);
    }
  }

  /**
   * All functions at a number of ticks. A pair is a base, of a number of inputs and a seed: the
   * share of its functions that were solved with cycles, minus that without. Bases are independent.
   *
   * @param ticks T
   * @param cycles which
   * @param differences of the bases
   * @param test of the pairs
   * @param adjusted p, by Holm for all of these
   */
  public record Pooled(
      int ticks, String cycles, List<Double> differences, PairedT test, double adjusted) {
    private List<String> cells() {
      Interval d = test.difference();
      return List.of(
          Integer.toString(ticks),
          cycles + " minus none",
          formatted("%+.3f (%+.3f to %+.3f)", d.mean(), d.low(), d.high()),
          formatted("%.2g", test.p()),
          formatted("%.2g", adjusted),
          Integer.toString(d.n()));
    }
  }

  /**
   * {@return the report}
   *
   * @param study all of whose runs are finished
   * @param ledger which has them
   */
  public static CycleReport of(CycleStudy study, Ledger ledger) {
    List<String> names = new ArrayList<>();
    List<List<Interval>> shares = new ArrayList<>();
    List<McNemar> tests = new ArrayList<>(); // of each line two
    for (Truth truth : Truth.values()) {
      for (int inputs : CycleStudy.INPUTS) {
        for (int ticks : CycleStudy.TICKS) {
          List<boolean[]> solved = new ArrayList<>();
          for (Cycles cycles : Cycles.values()) {
            solved.add(
                solved(
                    study,
                    ledger,
                    study.setting(truth, inputs, ticks, cycles).keys(study.seeds())));
          }
          names.add(CycleStudy.name(truth, inputs, ticks));
          shares.add(solved.stream().map(CycleReport::share).toList());
          tests.add(McNemar.of(solved.get(1), solved.get(0)));
          tests.add(McNemar.of(solved.get(2), solved.get(0)));
        }
      }
    }
    double[] adjusted = Holm.adjusted(tests.stream().mapToDouble(McNemar::p).toArray());
    List<Line> lines =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    new Line(
                        names.get(i),
                        shares.get(i),
                        tests.get(2 * i),
                        tests.get(2 * i + 1),
                        adjusted[2 * i],
                        adjusted[2 * i + 1]))
            .toList();
    return new CycleReport(lines, pooled(study, ledger));
  }

  private static List<Pooled> pooled(CycleStudy study, Ledger ledger) {
    List<Cycles> kinds = List.of(Cycles.OF_TWO, Cycles.OF_THREE);
    List<double[]> differences = new ArrayList<>(); // by ticks, then kind
    List<PairedT> tests = new ArrayList<>(); // likewise
    for (int ticks : CycleStudy.TICKS) {
      double[] none = shares(study, ledger, ticks, Cycles.NONE);
      for (Cycles cycles : kinds) {
        double[] shares = shares(study, ledger, ticks, cycles);
        differences.add(
            IntStream.range(0, none.length).mapToDouble(i -> shares[i] - none[i]).toArray());
        tests.add(PairedT.of(shares, none));
      }
    }
    double[] adjusted = Holm.adjusted(tests.stream().mapToDouble(PairedT::p).toArray());
    return IntStream.range(0, adjusted.length)
        .mapToObj(
            i ->
                new Pooled(
                    CycleStudy.TICKS.get(i / kinds.size()),
                    kinds.get(i % kinds.size()).toString(),
                    Arrays.stream(differences.get(i)).boxed().toList(),
                    tests.get(i),
                    adjusted[i]))
        .toList();
  }

  /** Of each base the share of its functions that were solved. */
  private static double[] shares(CycleStudy study, Ledger ledger, int ticks, Cycles cycles) {
    int functions = Truth.values().length;
    double[] shares = new double[CycleStudy.INPUTS.size() * study.seeds()];
    for (int k = 0; k < CycleStudy.INPUTS.size(); k++) {
      for (Truth truth : Truth.values()) {
        var setting = study.setting(truth, CycleStudy.INPUTS.get(k), ticks, cycles);
        boolean[] solved = solved(study, ledger, setting.keys(study.seeds()));
        for (int i = 0; i < solved.length; i++) {
          shares[k * solved.length + i] += solved[i] ? 1.0 / functions : 0;
        }
      }
    }
    return shares;
  }

  private static boolean[] solved(CycleStudy study, Ledger ledger, List<Ledger.Key> keys) {
    boolean[] solved = new boolean[study.seeds()];
    for (int i = 0; i < solved.length; i++) {
      Result result = ledger.get(keys.get(i));
      solved[i] = result.metric() == 1;
    }
    return solved;
  }

  private static Interval share(boolean[] solved) {
    int found = 0;
    for (boolean each : solved) {
      found += each ? 1 : 0;
    }
    return Interval.ofShare(found, solved.length);
  }

  /**
   * {@return a picture of what all functions say together: of each number of ticks and kind of
   * cycles the mean difference, with its 95 % interval, over the differences of the bases}
   */
  public Picture plot() {
    return StripPlot.draw(
        pooled.stream().map(each -> "T = " + each.ticks() + ", " + each.cycles()).toList(),
        pooled.stream()
            .map(each -> each.differences().stream().mapToDouble(d -> d).toArray())
            .toList(),
        "share of functions solved, minus that without cycles");
  }

  /** {@return the figures as Markdown} */
  public String markdown() {
    List<String> head = new ArrayList<>(List.of("all rows of"));
    for (Cycles cycles : Cycles.values()) {
      head.add("solved, " + cycles);
    }
    head.add("cycles of 2 minus none");
    head.add("cycles of 3 minus none");
    return "## Do cycles help?\n\n"
        + TEXT
        + Report.markdown(head, lines.stream().map(Line::cells).toList())
        + """

        In brackets 95 % intervals: of a share Wilson's, of a difference in pairs Newcombe's. p: McNemar's
        exact test; Holm: adjusted for all differences of this table.

        All functions together, by number of ticks. A pair is a base: the share of its two functions that
        were solved with cycles, minus that without. Interval and p are those of the paired t-test over
        bases; that the functions be pooled so was decided when the table above was known.

        """
        + Report.markdown(
            List.of("T", "difference", "mean and 95 % interval", "p", "p, Holm", "bases"),
            pooled.stream().map(Pooled::cells).toList());
  }

  private static String formatted(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
