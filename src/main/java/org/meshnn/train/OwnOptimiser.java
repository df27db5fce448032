package org.meshnn.train;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Required;

/** An optimiser of one's own: known by its name and learning rate. */
final class OwnOptimiser implements Optimiser {
  private final String name;
  private final double learningRate;
  private final @Nullable OptimiserRule rule; // null where it was not kept

  private OwnOptimiser(String name, double learningRate, @Nullable OptimiserRule rule) {
    this.name = RuleMemory.requireName("an optimiser", name);
    Sgd.requireLearningRate(learningRate);
    this.learningRate = learningRate;
    this.rule = rule;
  }

  /** One with its rule. */
  static OwnOptimiser of(String name, double learningRate, OptimiserRule rule) {
    Required.of(rule, "a rule, for example (weights, gradient, rate, memory) -> {..}");
    return new OwnOptimiser(name, learningRate, rule);
  }

  /** One whose rule a file does not hold. */
  static OwnOptimiser notKept(String name, double learningRate) {
    return new OwnOptimiser(name, learningRate, null);
  }

  @Override
  public double learningRate() {
    return learningRate;
  }

  @Override
  public Optional<String> ownName() {
    return Optional.of(name);
  }

  @Override
  public Steps start(int weights) {
    return start(weights, new Memory(Map.of(), Map.of()));
  }

  @Override
  public Steps start(int weights, Memory memory) {
    Required.of(memory, "what the steps of " + this + " remember");
    Memory.requireLengths(memory, weights);
    return new OwnSteps(kept(), learningRate, new RuleMemory(weights, memory));
  }

  private OptimiserRule kept() {
    if (rule == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the optimiser %s is not built in, and a file holds no code; hand it in: optimiser ="
                  + " Optimiser.of(\"%s\", %s, rule), then model.resume(table, t ->"
                  + " t.optimiser(optimiser)), or OnlineMesh.load(path, optimiser)",
              this,
              name,
              learningRate));
    }
    return rule;
  }

  private record OwnSteps(OptimiserRule rule, double learningRate, RuleMemory remembered)
      implements Steps {
    @Override
    public void step(double[] weights, double[] gradient, double factor) {
      rule.step(weights, gradient, learningRate * factor, remembered);
    }

    @Override
    public Memory memory() {
      return remembered.memory();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OwnOptimiser own
        && own.name.equals(name)
        && own.learningRate == learningRate;
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Double.hashCode(learningRate);
  }

  @Override
  public String toString() {
    return name + " at " + learningRate;
  }
}
