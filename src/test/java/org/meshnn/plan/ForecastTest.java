package org.meshnn.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

class ForecastTest {
  private static final Rest SILENT = new Rest(true, true);

  private static Plan plan(Topology topology, int ticks) {
    return Plan.of(topology, ticks, Clamping.CONSTANT, SILENT);
  }

  private static Forecast forecast(Plan plan) {
    return Forecast.of(plan.rows(), plan.ticks());
  }

  private static void assertForecast(Plan plan) {
    Sensitivities laidOut = plan.sensitivities();
    Sensitivities.Readout readout = laidOut.readout();
    long terms = readout.gather().terms() + readout.times().length;
    long bytes = 4L * (readout.times().length + readout.start().length + readout.to().length);
    bytes += bytes(readout.gather());
    for (Sensitivities.Transport transport : laidOut.transports()) {
      terms += transport.gather().terms();
      bytes += bytes(transport.gather()) + 4L * transport.slope().length;
    }
    Forecast forecast = forecast(plan);
    assertTrue(forecast.exact() && forecast.fits());
    assertEquals(terms, forecast.terms());
    assertEquals(laidOut.end() - plan.rows().sensitivity(), forecast.carried());
    assertEquals(plan.ticks().size() < 3 ? 0 : bytes, forecast.indexBytes());
  }

  private static long bytes(Gather gather) {
    return 4L * (gather.start().length + gather.source().length + gather.edge().length)
        + gather.repeats().length;
  }

  /** The forecast walks paths without storing them; the layout stores them: same numbers. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void isWhatIsLaidOut(int ticks) {
    assertForecast(plan(Wiring.random(0.1, ticks).wire(new Roles(5, true, 40, 4)), ticks));
    assertForecast(plan(Wiring.random(0.3, ticks).wire(new Roles(2, true, 9, 2)), ticks));
    assertForecast(plan(Wiring.dense().wire(new Roles(3, true, 7, 2)), ticks));
    assertForecast(plan(Wiring.layered(6, 5, 4, 3).wire(new Roles(3, true, 18, 2)), ticks));
    // Neurons fed by inputs alone feed a clique: no walk comes to all that live.
    Wiring fed = Wiring.range(0, 0, 2, 5).and(Wiring.range(2, 11, 6, 11));
    assertForecast(
        plan(fed.and(Wiring.range(6, 11, 12, 13)).wire(new Roles(1, true, 10, 2)), ticks));
  }

  /**
   * Dense, h hidden neurons, o outputs, T = 5, m = h + o of them at ticks 1 to 4: m sensitivities
   * begin at tick 1, step to m each at tick 2 (1 term a sum), with those of tick 2 to m each at
   * tick 3 (m and 1 terms), and the readout joins those of tick 3.
   */
  @Test
  void countsADenseMeshThatDoesNotFit() {
    Plan plan = plan(Wiring.dense().wire(new Roles(5, true, 600, 5)), 5);
    double m = 605;
    double toTwo = m * m;
    double toThree = m * m * m + m * m;
    double readout = 2 * m * m * m + m * m;
    double products = 3 * m * m;
    Forecast forecast = forecast(plan);
    assertTrue(forecast.exact());
    assertFalse(forecast.fits());
    assertEquals(toTwo + toThree + readout + products, forecast.terms());
    assertEquals(m * m + 2 * m * m, forecast.carried());
  }

  @Test
  void refusesWithTheNumberAndTheAlternatives() {
    Plan plan = plan(Wiring.dense().wire(new Roles(5, true, 600, 5)), 5);
    String message = assertThrows(IllegalStateException.class, plan::sensitivities).getMessage();
    assertTrue(message.contains("takes 669 M multiply-adds"), message);
    assertTrue(message.contains("4.98 GiB of indices"), message);
    assertTrue(message.contains("at most 1.00 GiB"), message);
    assertTrue(message.contains("fewer ticks, a sparser wiring, or back-propagation"), message);
    assertTrue(message.contains("takes 3.31 M multiply-adds"), message);
    assertFalse(plan.cost().fits());
    assertTrue(plan.cost().exact());
  }

  /** A count cut short and carried on by sampling comes near the whole count. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6, 9})
  void estimatesWhatItDoesNotCount(int ticks) {
    Plan plan = plan(Wiring.random(0.02, ticks).wire(new Roles(20, true, 900, 20)), ticks);
    Forecast whole = forecast(plan);
    Forecast cut = Forecast.of(plan.rows(), plan.ticks(), 2_000, 500_000);
    assertTrue(whole.exact());
    assertFalse(cut.exact() || cut.fits());
    assertEquals(1, cut.terms() / whole.terms(), 0.1);
    assertEquals(1, cut.carried() / whole.carried(), 0.1);
    assertEquals(1, cut.indexBytes() / whole.indexBytes(), 0.1);
    assertEquals(
        cut.terms(), Forecast.of(plan.rows(), plan.ticks(), 2_000, 500_000).terms(), "repeatable");
  }
}
