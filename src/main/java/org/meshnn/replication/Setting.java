package org.meshnn.replication;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Trial;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * What a study tries: a run for each seed.
 *
 * @param id without tab; two settings with the same id and epochs have the same runs, which are
 *     made once
 * @param name in the report; no other setting of the study has it
 * @param epochs planned for each run; 0 where nothing is trained
 * @param run makes the run of a seed, always the same; null if it was interrupted
 * @param claim what its mean is compared with; null for nothing
 * @param source that makes the same setting on every machine, see {@link Study#knownTo}; null for
 *     none: runs are made on this machine
 */
public record Setting(
    String id,
    String name,
    int epochs,
    LongFunction<@Nullable Result> run,
    @Nullable Claim claim,
    @Nullable Class<? extends StudySource> source) {
  /**
   * Checks the run and the epochs.
   *
   * @param id without tab
   * @param name in the report
   * @param epochs at least 0
   * @param run makes the run of a seed; not null
   * @param claim to compare with; null for nothing
   * @param source that makes the same setting elsewhere; null for none
   * @throws IllegalArgumentException if the epochs are negative, or there is no run
   */
  public Setting {
    Required.of(run, "a function that makes the run of a seed");
    if (epochs < 0) {
      throw new IllegalArgumentException(
          "expected 0 epochs or more, got " + epochs + " in " + Listing.quoted(id));
    }
  }

  /**
   * A setting whose runs are made on this machine.
   *
   * @param id without tab
   * @param name in the report
   * @param epochs at least 0
   * @param run makes the run of a seed; not null
   * @param claim to compare with; null for nothing
   * @throws IllegalArgumentException if the epochs are negative, or there is no run
   */
  public Setting(
      String id,
      String name,
      int epochs,
      LongFunction<@Nullable Result> run,
      @Nullable Claim claim) {
    this(id, name, epochs, run, claim, null);
  }

  /**
   * {@return the runs of the seeds from 1 on}
   *
   * @param seeds how many, at least 0
   */
  public List<Ledger.Key> keys(int seeds) {
    return LongStream.rangeClosed(1, seeds)
        .mapToObj(seed -> new Ledger.Key(id, epochs, seed))
        .toList();
  }

  /**
   * {@return a setting of an experiment; its seeds are those of the study}
   *
   * @param data names what the experiment learns from, for the id
   * @param experiment that has the setting
   * @param name of the setting in the experiment and in the report
   * @param epochs planned for each run
   * @param claim what its mean is compared with; null for nothing
   * @throws IllegalArgumentException if the experiment has no such setting
   */
  public static Setting of(
      String data, Experiment experiment, String name, int epochs, @Nullable Claim claim) {
    Experiment alone = experiment.only(name).threads(1).listen(trial -> {});
    LongFunction<@Nullable Result> run =
        seed -> {
          List<Trial> trials = alone.seedValues(seed).run().all();
          return trials.isEmpty() ? null : Result.of(trials.get(0));
        };
    return new Setting(data + ", " + name, name, epochs, run, claim);
  }
}
