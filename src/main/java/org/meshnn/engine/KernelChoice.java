package org.meshnn.engine;

import java.util.Optional;
import org.meshnn.text.Listing;

/**
 * Which kernels run: vectors where they are fast and there is much to do, plain loops elsewhere, to
 * the same bits. The system property {@code meshnn.kernels} forces one: {@code vector} or {@code
 * scalar}.
 */
final class KernelChoice {
  static final String PROPERTY = "meshnn.kernels";

  /**
   * Multiply-adds below which plain loops are done before vector loops are compiled: until then
   * each vector is an object, and a loop on them hundreds of times slower.
   */
  private static final double WORTH_COMPILING = 5e9;

  private static final String OTHER_BITS =
      "; without multiply-add instructions results differ in their last bits";

  private KernelChoice() {}

  /** Asked of the JVM once, and not before there is much to do: the answer takes a tenth second. */
  private static final class Jvm {
    static final Optional<String> OBSTACLE = VectorSupport.obstacle();
  }

  /** Made only where the module is there. */
  private static final class Vectors {
    static final Kernels KERNELS = new VectorKernels();
  }

  /** The kernels for so many multiply-adds. */
  static Kernels forWork(double multiplyAdds) {
    return forced() == null && multiplyAdds < WORTH_COMPILING ? Kernels.SCALAR : fastest();
  }

  /** The kernels for much work. */
  static Kernels fastest() {
    String forced = forced();
    if (forced == null) {
      return Jvm.OBSTACLE.isEmpty() ? vector() : Kernels.SCALAR;
    }
    return forced.equals("vector") ? vector() : Kernels.SCALAR;
  }

  /** Which kernels {@link #fastest()} are, and why where they are plain loops. */
  static String description() {
    Kernels kernels = fastest();
    if (kernels != Kernels.SCALAR) {
      return "vectors of " + kernels.lanes() + " doubles";
    }
    String why = forced() != null ? PROPERTY + "=scalar" : Jvm.OBSTACLE.orElseThrow();
    return "plain loops: " + why + (MultiplyAdd.FUSED ? "" : OTHER_BITS);
  }

  private static String forced() {
    String value = System.getProperty(PROPERTY);
    if (value == null || value.equals("vector") || value.equals("scalar")) {
      return value;
    }
    throw new IllegalArgumentException(
        "the system property "
            + PROPERTY
            + " is 'vector' or 'scalar', or is not set; got "
            + Listing.quoted(value));
  }

  private static Kernels vector() {
    if (!VectorSupport.hasModule()) {
      throw new IllegalArgumentException(
          PROPERTY + "=vector needs java --add-modules " + VectorSupport.MODULE);
    }
    return Vectors.KERNELS;
  }
}
