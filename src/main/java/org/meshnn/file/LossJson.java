package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Required;
import org.meshnn.train.AbsoluteError;
import org.meshnn.train.BinaryCrossEntropy;
import org.meshnn.train.Huber;
import org.meshnn.train.LabelSmoothing;
import org.meshnn.train.Loss;
import org.meshnn.train.Quantiles;

/**
 * The loss that a training was told to minimise.
 *
 * @param name of a built-in loss, or {@value #OWN}
 * @param share of label smoothing
 * @param delta of Huber's loss
 * @param levels of quantiles
 * @param description of one's own, whose functions are not kept
 */
record LossJson(
    String name,
    @Nullable Double share,
    @Nullable Double delta,
    @Nullable List<Double> levels,
    @Nullable String description) {
  private static final String OWN = "own";

  static LossJson of(Loss loss) {
    if (loss.equals(Loss.CROSS_ENTROPY)) {
      return named("cross_entropy");
    }
    if (loss.equals(Loss.HALF_SQUARED_ERROR)) {
      return named("half_squared_error");
    }
    if (loss instanceof LabelSmoothing smoothing) {
      return new LossJson("label_smoothing", smoothing.share(), null, null, null);
    }
    if (loss instanceof AbsoluteError) {
      return named("absolute");
    }
    if (loss instanceof Huber huber) {
      return new LossJson("huber", null, huber.delta(), null, null);
    }
    if (loss instanceof Quantiles quantiles) {
      return new LossJson("quantiles", null, null, quantiles.levels(), null);
    }
    return loss instanceof BinaryCrossEntropy
        ? named("binary")
        : new LossJson(OWN, null, null, null, loss.toString());
  }

  private static LossJson named(String name) {
    return new LossJson(name, null, null, null, null);
  }

  Loss loss() {
    return switch (Required.of(name, "the name of a loss")) {
      case "cross_entropy" -> Loss.CROSS_ENTROPY;
      case "half_squared_error" -> Loss.HALF_SQUARED_ERROR;
      case "label_smoothing" -> Loss.labelSmoothing(Required.of(share, "a share to spread"));
      case "absolute" -> Loss.absolute();
      case "huber" -> Loss.huber(Required.of(delta, "the delta of Huber's loss"));
      case "quantiles" -> new Quantiles(Required.of(levels, "the levels of quantiles"));
      case "binary" -> Loss.binary();
      case OWN -> Loss.notKept(Required.of(description, "what the loss was"));
      default -> throw new IllegalArgumentException("there is no loss " + name);
    };
  }
}
