package org.meshnn.file;

import org.jspecify.annotations.Nullable;
import org.meshnn.text.Required;
import org.meshnn.train.ConstantRate;
import org.meshnn.train.CosineDecay;
import org.meshnn.train.ExponentialDecay;
import org.meshnn.train.OneCycle;
import org.meshnn.train.PlateauDecay;
import org.meshnn.train.Schedule;
import org.meshnn.train.StepDecay;

/**
 * How the learning rate changes, as model.json has it.
 *
 * @param name step, exponential, cosine, plateau or one cycle
 * @param epochs of step from one to the next, of cosine of warm-up, of plateau those let pass
 * @param factor of step, exponential and plateau
 * @param threshold of plateau
 * @param lowest of cosine and plateau
 * @param rise of one cycle
 * @param start of one cycle
 * @param end of one cycle
 */
record ScheduleJson(
    String name,
    @Nullable Integer epochs,
    @Nullable Double factor,
    @Nullable Double threshold,
    @Nullable Double lowest,
    @Nullable Double rise,
    @Nullable Double start,
    @Nullable Double end) {

  /** Null for a constant rate. */
  static @Nullable ScheduleJson of(Schedule schedule) {
    if (schedule instanceof ConstantRate) {
      return null;
    }
    if (schedule instanceof StepDecay step) {
      return new ScheduleJson("step", step.epochs(), step.factor(), null, null, null, null, null);
    }
    if (schedule instanceof ExponentialDecay decay) {
      return new ScheduleJson("exponential", null, decay.factor(), null, null, null, null, null);
    }
    if (schedule instanceof CosineDecay cosine) {
      return new ScheduleJson(
          "cosine", cosine.warmUp(), null, null, cosine.lowest(), null, null, null);
    }
    if (schedule instanceof PlateauDecay on) {
      return new ScheduleJson(
          "plateau", on.patience(), on.factor(), on.threshold(), on.lowest(), null, null, null);
    }
    OneCycle cycle = (OneCycle) schedule;
    return new ScheduleJson(
        "one cycle", null, null, null, null, cycle.rise(), cycle.start(), cycle.end());
  }

  Schedule schedule() {
    return switch (Required.of(name, "the name of a schedule")) {
      case "step" -> new StepDecay(epochsOrRefuse(), factorOrRefuse());
      case "exponential" -> new ExponentialDecay(factorOrRefuse());
      case "cosine" -> new CosineDecay(epochsOrRefuse(), lowestOrRefuse());
      case "plateau" ->
          new PlateauDecay(
              epochsOrRefuse(),
              factorOrRefuse(),
              Required.of(threshold, "the threshold of an improvement"),
              lowestOrRefuse());
      case "one cycle" ->
          new OneCycle(
              Required.of(rise, "the part in which the rate rises"),
              Required.of(start, "where the rate starts"),
              Required.of(end, "where the rate ends"));
      default -> throw new IllegalArgumentException("there is no schedule " + name);
    };
  }

  private int epochsOrRefuse() {
    return Required.of(epochs, "the epochs of the schedule " + name);
  }

  private double factorOrRefuse() {
    return Required.of(factor, "the factor of the schedule " + name);
  }

  private double lowestOrRefuse() {
    return Required.of(lowest, "the lowest rate of the schedule " + name);
  }
}
