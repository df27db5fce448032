package org.meshnn.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;

/**
 * What the numbers were measured on.
 *
 * @param python versions of the Python peers, if they are there
 * @param load processes that wanted a core over the last minute, before we began
 */
record Machine(
    String processor,
    int cores,
    double memory,
    String system,
    String jvm,
    int lanes,
    LocalDate date,
    Optional<String> python,
    double load) {

  static Machine now(Optional<String> python) throws IOException {
    Runtime.Version version = Runtime.version();
    return new Machine(
        first("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        first("/proc/meminfo", "MemTotal").map(Machine::gibibytes).orElse(Double.NaN),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + version,
        DoubleVector.SPECIES_PREFERRED.length(),
        LocalDate.now(java.time.ZoneOffset.UTC),
        python,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double gibibytes(String kilobytes) {
    return Double.parseDouble(kilobytes.replaceAll("[^0-9]", "")) / (1 << 20);
  }

  private static Optional<String> first(String file, String key) throws IOException {
    if (!Files.exists(Path.of(file))) {
      return Optional.empty();
    }
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  @Override
  public String toString() {
    String noisy =
        load > 0.5
            ? String.format(
                Locale.ROOT,
                "%n**Other processes were at work (load %.1f): do not quote these numbers.**%n",
                load)
            : "";
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB; %s; %s, %d doubles a vector; %s; %s; seed %d%n%s",
        processor,
        cores,
        memory,
        system,
        jvm,
        lanes,
        python.orElse("no Python peers"),
        date,
        Work.SEED,
        noisy);
  }
}
