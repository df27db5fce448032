package org.meshnn.protocol;

/** What the figures of a {@link TimeReport} are. */
final class TimeTexts {
  static final String ONLINE =
      """
      Protocol and figures of the first rows: sketched-rtrl (2026), 64 dense tanh units, some 4,300
      weights, means over 10 seeds (a^n b^n and "truncated": 5). 8 lanes side by side, Adam at 1e-3, an
      update at each step along the gradient of that step's loss by all of the past; series 15,000
      steps, all lanes reset every 200; anbn 20,000 steps, a lane reset where a string begins. Measure:
      the mean of each step's error before its update over the last 200 steps, read every 250 steps;
      mean of the last five readings (anbn, and all tasks that ask for memory: of the last fifth of
      them). A series has mean 0 and deviation 1 as a whole, so that its mean squared error is called
      NMSE. Sunspots and laser are loops that a lane goes round 5 and 15 times: their figure is a fit to
      what was seen before, not a forecast. The protocol's Mackey-Glass takes x(t - 16), not x(t - 17),
      and so do we. Nobody can have more than .9479 on anbn, in expectation: the last a of a string
      cannot be told from the others.

      Ours: inputs and bias to 64 tanh neurons, hidden edges at a density, hidden neurons and bias to a
      linear output; weights uniform in +-1/sqrt(in-degree). It is not their network: with 1 tick a step
      the output reads the states of the step before, with 2 it reads states that have seen the input,
      but hidden neurons move twice. Outputs count as neurons in SnAp-n: with n = 1 only edges into
      outputs learn, so that their SnAp-1 lies between our SnAp-1 and SnAp-2. On dense hidden wiring
      SnAp-2 and SnAp-3 are the exact gradient.

      """;
  static final String CHOICE =
      """
      The last two meshes above were chosen among these, on seeds 101 to 103, which nothing else is
      reported of: one for anbn, one for small errors on series.

      """;
  static final String MEMORY =
      """
      copy: 5 of 8 symbols after 40 steps, accuracy, chance is .125. adding: two marked values of 100,
      mean squared error, .1667 for who always says 1. rotation: a vector of 8 dimensions turned 64
      times, mean squared error, .125 for who says 0.

      """;
  static final String REST =
      """
      The protocol's figure is an error while learning. Here a mesh (10 %, 2 ticks) learns 15,000 steps
      on the first part of a series and is measured on what follows, never seen before and scaled by the
      first part: squared error over the variance of the rest. Generated series: the next 5,000 steps of
      the 8 lanes. Sunspots and laser: it learns on the first two thirds, the rest is one stream. States
      are reset once, 200 steps before, and then never.

      """;
  static final String ECHO =
      """
      ReservoirPy's example of Mackey-Glass: 100 leaking units, a ridge of 1e-5, the root of the mean
      squared error over 400 values. With 1 tick a step a mesh is the same model: its output reads the
      states of the step before, and its target is the value that they have not seen yet. The published
      figure is one draw of the reservoir.

      """;

  private TimeTexts() {}
}
