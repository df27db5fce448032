package org.meshnn.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

class ForecastTest {

  private static Plan plan(Topology topology, int ticks) {
    return Plan.of(topology, ticks, Clamping.CONSTANT, Rest.SILENT);
  }

  private static Forecast forecast(Plan plan) {
    return new Forecast(plan.layout(), plan.ticks());
  }

  private static void assertForecast(Plan plan) {
    Sensitivities laidOut = plan.sensitivities();
    Sensitivities.Readout readout = laidOut.readout();
    long terms = readout.gather().terms() + readout.times().length + 2L * readout.kept().size();
    long bytes = 4L * (readout.times().length + readout.start().length + readout.to().length);
    bytes += bytes(readout.gather()) + 16L * readout.kept().size();
    for (Sensitivities.Transport transport : laidOut.transports()) {
      terms += transport.gather().terms() + transport.kept().size();
      bytes += bytes(transport.gather()) + 4L * transport.slope().length;
      bytes += 12L * transport.kept().size();
    }
    Forecast forecast = forecast(plan);
    assertTrue(forecast.fits());
    assertEquals(terms, forecast.terms());
    assertEquals(laidOut.end() - plan.layout().sensitivity(), forecast.carried());
    assertEquals(plan.ticks().size() < 3 ? 0 : bytes, forecast.indexBytes());
  }

  private static long bytes(Gather gather) {
    return 4L
            * (gather.start().length
                + gather.source().length
                + gather.edge().length
                + gather.step().length)
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

  /** So it is where some neurons leak, or all, and where some of them feed themselves. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void isWhatIsLaidOutWhereNeuronsLeak(int ticks) {
    Roles roles = new Roles(3, true, 30, 4);
    for (Wiring wiring :
        List.of(Wiring.random(0.08, ticks), Wiring.dense(), Wiring.layered(10, 10, 10))) {
      for (int leaking : new int[] {1, 2, 5}) {
        BitSet every = new BitSet();
        for (int j = roles.clamped(); j < roles.neurons(); j += leaking) {
          every.set(j);
        }
        Rest rest = new Rest(new BitSet(), every);
        assertForecast(Plan.of(wiring.wire(roles), ticks, Clamping.CONSTANT, rest));
      }
    }
  }

  /**
   * Dense, h hidden neurons, o outputs, T = 5, m = h + o of them at ticks 1 to 4: m sensitivities
   * begin at tick 1, step to m each at tick 2 (1 term a sum), with those of tick 2 to m each at
   * tick 3 (m and 1 terms), and the readout joins those of tick 3. Here the bound is the number.
   */
  @Test
  void boundsADenseMeshThatDoesNotFit() {
    Plan plan = plan(Wiring.dense().wire(new Roles(5, true, 600, 5)), 5);
    double m = 605;
    double toTwo = m * m;
    double toThree = m * m * m + m * m;
    double readout = 2 * m * m * m + m * m;
    double products = 3 * m * m;
    Forecast forecast = forecast(plan);
    assertFalse(forecast.fits());
    assertEquals(toTwo + toThree + readout + products, forecast.terms());
    assertEquals(m * m + 2 * m * m, forecast.carried());
  }

  @Test
  void refusesWithTheNumberAndTheAlternatives() {
    Plan plan = plan(Wiring.dense().wire(new Roles(5, true, 600, 5)), 5);
    String message = assertThrows(IllegalStateException.class, plan::sensitivities).getMessage();
    assertTrue(message.contains("at most 4.98 GiB and 669 M multiply-adds"), message);
    assertTrue(message.contains("more than the 1.00 GiB of indices"), message);
    assertTrue(message.contains("fewer ticks, a sparser wiring, or back-propagation"), message);
    assertTrue(message.contains("takes 3.31 M multiply-adds"), message);
    assertFalse(plan.cost().fits());
  }

  /** A count given up leaves bounds: never below the whole count, and not far above it. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 6, 9})
  void boundsWhatItDoesNotCount(int ticks) {
    Plan plan = plan(Wiring.random(0.02, ticks).wire(new Roles(20, true, 900, 20)), ticks);
    Forecast whole = forecast(plan);
    Forecast cut = new Forecast(plan.layout(), plan.ticks(), 2_000);
    assertTrue(whole.fits());
    assertFalse(cut.fits());
    assertBound(whole.terms(), cut.terms());
    assertBound(whole.carried(), cut.carried());
    assertBound(whole.indexBytes(), cut.indexBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 6, 9})
  void boundsWhatItDoesNotCountWhereNeuronsLeak(int ticks) {
    Roles roles = new Roles(20, true, 900, 20);
    BitSet hidden = new BitSet();
    hidden.set(100, 600);
    Topology sparse = Wiring.random(0.01, ticks).wire(roles);
    Plan plan = Plan.of(sparse, ticks, Clamping.CONSTANT, new Rest(new BitSet(), hidden));
    Forecast whole = forecast(plan);
    Forecast cut = new Forecast(plan.layout(), plan.ticks(), 2_000);
    assertTrue(whole.fits());
    assertFalse(cut.fits());
    assertBound(whole.terms(), cut.terms());
    assertBound(whole.carried(), cut.carried());
    assertBound(whole.indexBytes(), cut.indexBytes());
  }

  private static void assertBound(double count, double bound) {
    assertTrue(count <= bound && bound <= 3 * count, count + " within " + bound);
  }

  /** The limit itself is laid out, a byte less is not. */
  @Test
  void givesUpAtTheLimit() {
    Plan plan = plan(Wiring.random(0.1, 1).wire(new Roles(5, true, 40, 4)), 5);
    long bytes = (long) forecast(plan).indexBytes();
    assertTrue(new Forecast(plan.layout(), plan.ticks(), bytes).fits());
    assertFalse(new Forecast(plan.layout(), plan.ticks(), bytes - 1).fits());
  }

  /** 3 thousand neurons, each edge there: refused before a walk has gone far. */
  @Test
  void refusesLargeDenseMeshesQuickly() {
    Plan plan = plan(Wiring.dense().wire(new Roles(5, true, 3000, 5)), 8);
    assertTimeout(Duration.ofSeconds(5), () -> assertFalse(plan.cost().fits()));
  }
}
