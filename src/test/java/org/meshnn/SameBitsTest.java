package org.meshnn;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The same seed gives the same bits, whatever the processor and the Java. */
class SameBitsTest {
  /** Kernels have formulas of their own, which the engine's tests ask about. */
  private static final String ENGINE = "org.meshnn.engine..";

  /**
   * The functions of Math that may be an ulp off, another ulp on each processor and in each Java;
   * those of StrictMath are defined to the last bit. (So are Math's sqrt, fma, scalb, rint.)
   */
  private static final String INEXACT =
      "exp|expm1|log|log1p|log10|pow|sin|cos|tan|sinh|cosh|tanh|asin|acos|atan|atan2|cbrt|hypot";

  @Test
  void noFunctionDependsOnTheProcessor() {
    inexact(ENGINE).check(LayerTest.PRODUCT);
  }

  /** Streams that run in parallel add their numbers in an order that depends on the processors. */
  @Test
  void noSumDependsOnTheNumberOfProcessors() {
    parallel().check(LayerTest.PRODUCT);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("org\\.ejml\\..*(_MT_|Concurrency).*")
        .check(LayerTest.PRODUCT);
  }

  @Test
  void theRulesCanFail() {
    JavaClasses breach = new ClassFileImporter().importClasses(Breach.class);
    String message =
        assertThrows(AssertionError.class, () -> inexact(ENGINE).check(breach)).getMessage();
    assertTrue(message.contains("Math.exp(double)"), message);
    assertTrue(message.contains("Math.log(double)"), message);
    assertThrows(AssertionError.class, () -> parallel().check(breach));
  }

  /** Calls one function, refers to another. */
  private static final class Breach {
    private final DoubleUnaryOperator reference = Math::log;
    private final DoubleSupplier sum = () -> DoubleStream.of(1, 2).parallel().sum();
    private final double value = Math.exp(reference.applyAsDouble(2)) + sum.getAsDouble();
  }

  private static ArchRule inexact(String exempt) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(exempt)
        .should()
        .accessTargetWhere(
            target(owner(equivalentTo(Math.class))).and(target(nameMatching(INEXACT))));
  }

  private static ArchRule parallel() {
    return noClasses().should().accessTargetWhere(target(nameMatching("parallel|parallelStream")));
  }

  /** Java names the algorithm, and keeps to it from version to version. */
  @Test
  void generatorsDrawWhatTheyAlwaysDrew() {
    RandomGenerator random =
        ((SplittableGenerator) RandomGeneratorFactory.of("L64X128MixRandom").create(7)).split();
    long digest = 0;
    for (int i = 1; i <= 100_000; i++) {
      digest = 31 * digest + random.nextInt(i);
      digest = 31 * digest + Double.doubleToLongBits(random.nextDouble(-i, i));
      digest = 31 * digest + Double.doubleToLongBits(random.nextGaussian());
      digest = 31 * digest + random.nextLong();
    }
    assertEquals(-2852917760422225016L, digest);
  }
}
