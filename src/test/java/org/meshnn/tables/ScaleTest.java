package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;

class ScaleTest {
  private static final MathContext DIGITS = new MathContext(60);

  private static Scale fit(double... values) {
    return Scale.of(DoubleColumn.create("x", values), IntStream.range(0, values.length).toArray());
  }

  /** 0.1 + 0.2 is one unit in the last place off 0.3: the same number, rounded in two ways. */
  @Test
  void aColumnConstantUpToRoundingIsConstant() {
    Scale scale = fit(0.1 + 0.2, 0.3, 0.3, 0.3);
    assertEquals(1, scale.sd());
    assertEquals(0, scale.standardise(0.3));
    assertEquals(0.01, scale.standardise(0.31), 1e-15);
    double tenths = IntStream.range(0, 10).mapToDouble(i -> 0.1).reduce(0, Double::sum);
    assertEquals(1, fit(tenths, 1).sd(), "0.1 added ten times is not 1");
    assertEquals(1, fit(-1e300, Math.nextUp(-1e300)).sd());
    assertEquals(1, fit(7, 7, 7).sd());
    assertEquals(1, fit(0, 0).sd());
    assertEquals(1, fit(Double.MIN_VALUE, 0).sd());
  }

  /** A float has its own last place. */
  @Test
  void floatsAreConstantUpToTheirOwnRounding() {
    FloatColumn column = FloatColumn.create("x", 0.8f, Math.nextUp(0.8f));
    assertEquals(1, Scale.of(column, new int[] {0, 1}).sd());
    FloatColumn other = FloatColumn.create("x", 0.8f, 0.80001f);
    assertEquals(5e-6, Scale.of(other, new int[] {0, 1}).sd(), 1e-7);
  }

  /** Mean and deviation against exact decimals, at every offset and size. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 1",
        "1e9 1e-6",
        "-1e9 1e-6",
        "1e17 100",
        "1e200 1e199",
        "1e200 1e186",
        "1 1e-12",
        "1e-300 1e-305",
        "0 1e-310",
        "0 1e307",
        "1e308 1e306",
        "-5 1"
      })
  void meanAndDeviationAreThoseOfExactArithmetic(String offsetAndSize) {
    double offset = Double.parseDouble(offsetAndSize.split(" ")[0]);
    double size = Double.parseDouble(offsetAndSize.split(" ")[1]);
    double[] values =
        IntStream.range(0, 101).mapToDouble(i -> offset + size * Math.sin(7 * i)).toArray();
    BigDecimal n = BigDecimal.valueOf(values.length);
    BigDecimal mean =
        Arrays.stream(values)
            .mapToObj(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(n, DIGITS);
    BigDecimal variance =
        Arrays.stream(values)
            .mapToObj(value -> new BigDecimal(value).subtract(mean).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(n, DIGITS);
    BigDecimal sd = variance.sqrt(DIGITS);
    Scale scale = fit(values);
    assertEquals(sd.doubleValue(), scale.sd(), 1e-13 * scale.sd() + Double.MIN_VALUE);
    for (double value : values) {
      double z = new BigDecimal(value).subtract(mean).divide(sd, DIGITS).doubleValue();
      assertEquals(z, scale.standardise(value), 2e-13);
      assertEquals(value, scale.restore(z), 4 * Math.ulp(value) + 1e-13 * scale.sd());
    }
  }

  /** From the smallest to the largest number a double holds, nothing overflows. */
  @Test
  void theLargestNumbersOfBothSignsAreStandardised() {
    double most = Double.MAX_VALUE;
    Scale scale = fit(-most, most, most);
    assertEquals(most / 3, scale.mean(), 1e-15 * most);
    assertEquals(-Math.sqrt(2), scale.standardise(-most), 1e-15);
    assertEquals(Math.sqrt(0.5), scale.standardise(most), 1e-15);
    assertEquals(-most, scale.restore(scale.standardise(-most)), 1e-15 * most);
    assertEquals(1, fit(most, most).sd());
  }

  @Test
  void aValueBeyondTheLargestNumberIsRefused() {
    Scale scale = new Scale(0, 0, 1e308);
    assertEquals(1.5e308, scale.restore(1.5));
    for (double beyond : new double[] {2, -2}) {
      assertThrows(IllegalArgumentException.class, () -> scale.restore(beyond));
    }
  }

  /** The digits of an everyday column are those of the plain formula. */
  @Test
  void everydayColumnsAreUntouched() {
    double[] values = {4.3, 5.8, 7.9, 6.1};
    double unit = 7.9;
    double mean = 0;
    for (double value : values) {
      mean += value / unit / 4;
    }
    assertEquals(new Scale(0, mean * unit, fit(values).sd()), fit(values));
  }
}
