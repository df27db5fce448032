package org.meshnn.file;

import org.jspecify.annotations.Nullable;
import org.meshnn.text.Required;
import org.meshnn.train.Adam;
import org.meshnn.train.AdamW;
import org.meshnn.train.Nesterov;
import org.meshnn.train.Optimiser;
import org.meshnn.train.RmsProp;
import org.meshnn.train.Sgd;

/**
 * The rule that moves the weights, as model.json has it.
 *
 * @param name adam, adamw, sgd, nesterov, rmsprop or own
 * @param momentum of sgd, nesterov and rmsprop
 * @param beta1 of adam and adamw
 * @param beta2 of adam and adamw
 * @param epsilon of adam, adamw and rmsprop
 * @param weightDecay of adamw
 * @param decay of rmsprop
 * @param own the name of one's own, which is all that is kept of it beside its learning rate
 */
record OptimiserJson(
    String name,
    double learningRate,
    @Nullable Double momentum,
    @Nullable Double beta1,
    @Nullable Double beta2,
    @Nullable Double epsilon,
    @Nullable Double weightDecay,
    @Nullable Double decay,
    @Nullable String own) {

  static OptimiserJson of(Optimiser optimiser) {
    double rate = optimiser.learningRate();
    if (optimiser instanceof Adam adam) {
      return new OptimiserJson(
          "adam", rate, null, adam.beta1(), adam.beta2(), adam.epsilon(), null, null, null);
    }
    if (optimiser instanceof AdamW w) {
      return new OptimiserJson(
          "adamw", rate, null, w.beta1(), w.beta2(), w.epsilon(), w.weightDecay(), null, null);
    }
    if (optimiser instanceof Sgd sgd) {
      return new OptimiserJson("sgd", rate, sgd.momentum(), null, null, null, null, null, null);
    }
    if (optimiser instanceof Nesterov ahead) {
      double momentum = ahead.momentum();
      return new OptimiserJson("nesterov", rate, momentum, null, null, null, null, null, null);
    }
    if (optimiser instanceof RmsProp rms) {
      return new OptimiserJson(
          "rmsprop", rate, rms.momentum(), null, null, rms.epsilon(), null, rms.decay(), null);
    }
    String own = optimiser.ownName().orElseThrow();
    return new OptimiserJson("own", rate, null, null, null, null, null, null, own);
  }

  /** The first format that can say this. */
  static int format(Optimiser optimiser) {
    return optimiser instanceof Adam || optimiser instanceof Sgd ? 1 : 5;
  }

  Optimiser optimiser() {
    return switch (Required.of(name, "the name of an optimiser")) {
      case "adam" -> new Adam(learningRate, beta1OrRefuse(), beta2OrRefuse(), epsilonOrRefuse());
      case "adamw" ->
          new AdamW(
              learningRate,
              Required.of(weightDecay, "the weight decay of adamw"),
              beta1OrRefuse(),
              beta2OrRefuse(),
              epsilonOrRefuse());
      case "sgd" -> new Sgd(learningRate, momentumOrRefuse());
      case "nesterov" -> new Nesterov(learningRate, momentumOrRefuse());
      case "rmsprop" ->
          new RmsProp(
              learningRate,
              Required.of(decay, "the decay of rmsprop"),
              momentumOrRefuse(),
              epsilonOrRefuse());
      case "own" ->
          Optimiser.notKept(
              Required.of(own, "the name of an optimiser of one's own"), learningRate);
      default ->
          throw new IllegalArgumentException(
              "expected the optimiser adam, adamw, sgd, nesterov, rmsprop or own; got " + name);
    };
  }

  private double momentumOrRefuse() {
    return Required.of(momentum, "the momentum of " + name);
  }

  private double beta1OrRefuse() {
    return Required.of(beta1, "beta1 of " + name);
  }

  private double beta2OrRefuse() {
    return Required.of(beta2, "beta2 of " + name);
  }

  private double epsilonOrRefuse() {
    return Required.of(epsilon, "epsilon of " + name);
  }
}
