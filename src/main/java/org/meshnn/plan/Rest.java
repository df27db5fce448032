package org.meshnn.plan;

/**
 * Whether a neuron that nothing reaches stays at 0, that is f(0) = 0. Where it does, the plan
 * leaves it out; where it does not (the sigmoid rests at 1/2), it is a source of its own.
 *
 * @param hidden f(0) = 0 for hidden neurons
 * @param output f(0) = 0 for output neurons
 */
public record Rest(boolean hidden, boolean output) {}
