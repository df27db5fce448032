package org.meshnn.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as Markdown. */
record BenchReport(Machine machine, Settings settings, Timings results) {

  String markdown() {
    return "# A training step, measured\n\n"
        + machine
        + "\n"
        + peaks()
        + "\n"
        + steps()
        + "\n"
        + (results.scale().isEmpty() ? "" : scale() + "\n")
        + Goal.table(results)
        + results.notes().stream().map(note -> "\n- " + note).collect(Collectors.joining())
        + "\n";
  }

  private String peaks() {
    return String.format(
        Locale.ROOT,
        "One core: %.1f G multiply-adds/s in registers, %.1f GB/s to and from memory"
            + " (the best of all samples).%nRounds: %d; median ± half the interquartile range; (x): times forward-only.%n",
        results.multiplyAddsPerNanosecond(),
        results.bytesPerNanosecond(),
        settings.rounds());
  }

  private String steps() {
    List<Contender> columns =
        Arrays.stream(Contender.values()).filter(results::has).collect(Collectors.toList());
    StringBuilder table = new StringBuilder("| step");
    columns.forEach(column -> table.append(" | ").append(column.title));
    table.append(" | of peak |\n|---").append("|---:".repeat(columns.size() + 1)).append("|\n");
    for (Work work : results.works()) {
      table.append("| ").append(work);
      columns.forEach(column -> table.append(" | ").append(cell(work, column)));
      table.append(
          String.format(Locale.ROOT, " | %.0f %% |%n", 100 * results.fractionOfPeak(work)));
    }
    return table.toString();
  }

  private String cell(Work work, Contender contender) {
    double ours = results.step(work, Contender.FORWARD_ONLY).orElseThrow().median();
    return results
        .step(work, contender)
        .map(
            spread ->
                contender == Contender.FORWARD_ONLY
                    ? spread.toString()
                    : spread + " (" + ratio(spread.median() / ours) + ")")
        .orElse("");
  }

  static String ratio(double value) {
    return String.format(
        Locale.ROOT, value < 10 ? "%.2fx" : value < 100 ? "%.1fx" : "%,.0fx", value);
  }

  private String scale() {
    StringBuilder table =
        new StringBuilder(
            "| scale, T=3, B=8 | neurons | edges | live | wiring | planning | first step | step"
                + " | ns per live edge and sample | peak memory |\n|---"
                + "|---:".repeat(9)
                + "|\n");
    for (Timings.Scale row : results.scale()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %,.0f | %,.0f | %.2f s | %.2f s | %.2f s | %s | %.2f | %.2f GiB |%n",
              row.mesh().name().toLowerCase(Locale.ROOT),
              row.facts().get("neurons"),
              row.facts().get("edges"),
              row.facts().get("live"),
              row.facts().get("wiring"),
              row.facts().get("planning"),
              row.facts().get("firstStep"),
              row.step(),
              row.perLiveEdge(),
              row.facts().get("peakKilobytes") / (1 << 20)));
    }
    return table.toString();
  }
}
