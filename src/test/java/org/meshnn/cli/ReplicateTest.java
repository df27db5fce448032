package org.meshnn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.paper.Paper;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Provenance;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Study;
import picocli.CommandLine;

/** The command, killed in its midst and begun again, as a person would. */
class ReplicateTest {
  @TempDir Path folder;

  private ProcessBuilder command(String out) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(List.of("replicate", "--quick", "--out", folder.resolve(out).toString()));
    File log = folder.resolve(out + ".log").toFile();
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log);
  }

  private String log(String out) {
    try {
      return Files.readString(folder.resolve(out + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aKilledOneGoesOnAndEndsWithTheSameBits() throws IOException, InterruptedException {
    Path runs = folder.resolve("killed").resolve("runs.tsv");
    Process process = command("killed").start();
    while (process.isAlive() && (!Files.exists(runs) || Files.readAllLines(runs).size() < 60)) {
      Thread.sleep(20);
    }
    process.destroyForcibly().waitFor();
    long kept = Files.readAllLines(runs).size();
    assertTrue(kept < 200, "killed in its midst, after " + kept);

    Process again = command("killed").start();
    assertTrue(again.waitFor(5, TimeUnit.MINUTES));
    assertEquals(0, again.exitValue(), () -> log("killed"));
    assertTrue(log("killed").contains("runs were finished before"), log("killed"));
    String report = Files.readString(folder.resolve("killed").resolve("report.md"));
    assertTrue(report.contains("Its figures say nothing"));
    String page = Files.readString(folder.resolve("killed").resolve("report.html"));
    assertTrue(page.contains("<table>"));
    assertTrue(page.contains("does a mesh beat the perceptron?"), "the last part");
    assertTrue(page.contains("sha256"), "provenance");

    List<Study> among = Paper.QUICK.section41(); // among these runs it was killed
    Ledger unbroken = Ledger.open(folder.resolve("unbroken.tsv"), Provenance.madeBy());
    Ledger broken = Ledger.open(runs, Provenance.madeBy());
    assertEquals(
        new Replication(among, unbroken).run().sha256(),
        new Replication(among, broken).run().sha256());
  }

  private static int execute(String... words) {
    CommandLine line = new CommandLine(new Replicate());
    line.setErr(new PrintWriter(Writer.nullWriter()));
    return line.execute(words);
  }

  @Test
  void whatIsNoStudyIsRefused() {
    assertEquals(CommandLine.ExitCode.USAGE, execute("--study", "space"));
    assertEquals(CommandLine.ExitCode.USAGE, execute("--threads", "0"));
    assertEquals(
        CommandLine.ExitCode.USAGE,
        execute("--quick", "--cluster", "spark://host:7077", "--out", folder.toString()));
    assertEquals(CommandLine.ExitCode.USAGE, execute("--report"));
    Path begun = folder.resolve("begun");
    Ledger.open(begun.resolve("runs.tsv"), "other code");
    assertEquals(
        CommandLine.ExitCode.USAGE,
        execute("--study", "graphs", "--report", "--out", begun.toString()),
        "runs are missing");
  }

  @Test
  void theStudyOfGraphsIsReportedFromItsRunsWhateverMadeThem() throws IOException {
    Path stored = Path.of("notebooks", "replication", "graphs");
    Files.copy(stored.resolve("runs.tsv"), folder.resolve("runs.tsv"));
    assertEquals(0, execute("--study", "graphs", "--report", "--out", folder.toString()));
    assertEquals(
        withoutProvenance(Files.readString(stored.resolve("report.md"))),
        withoutProvenance(Files.readString(folder.resolve("report.md"))));
  }

  private static String withoutProvenance(String report) {
    return report.substring(0, report.indexOf("## Provenance"));
  }

  @Test
  void theStudyOfTimeReportsWhatIsFinishedWhateverMadeIt() throws IOException {
    Ledger.open(folder.resolve("runs.tsv"), "other code");
    Files.writeString(
        folder.resolve("runs.tsv"),
        "henon, 10 %, 2 ticks, exact\t15000\t1\t0.25\t0.125\t600\tall steps\ncut off",
        StandardOpenOption.APPEND);
    assertEquals(0, execute("--study", "time", "--report", "--out", folder.toString()));
    String report = Files.readString(folder.resolve("report.md"));
    assertTrue(report.contains("| 10 %, 2 ticks, exact | 0.2500, 1 run |"), report);
    assertTrue(report.contains("| runs made by | other code |"), report);
    assertTrue(report.contains("| laser.txt, sha256 | not there |"), report);
  }
}
