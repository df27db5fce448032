package org.meshnn.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether this JVM compiles vectors to single instructions. What it does not compile so is done one
 * object per vector, and a multiply-add without the instruction in BigDecimal: thousands of times
 * slower than plain loops.
 */
final class VectorSupport {
  static final String MODULE = "jdk.incubator.vector";

  private static final int FEWEST_BITS = 128; // two doubles
  private static final int MOST_BITS = 512; // eight, as many as sums have lanes
  private static final int OPTIMISING = 4; // the level at which the second compiler (C2) works

  private VectorSupport() {}

  static boolean hasModule() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Whether {@link Math#fma} is one instruction; so it is taken to be where the JVM does not tell.
   */
  static boolean hasFastMultiplyAdd() {
    try {
      Function<String, Optional<String>> option = options();
      return option == null || option.apply("UseFMA").map(Boolean::parseBoolean).orElse(true);
    } catch (LinkageError e) {
      return true;
    }
  }

  /** Why vectors would be slow in this JVM; empty where they are fast. */
  static Optional<String> obstacle() {
    if (!hasModule()) {
      return Optional.of("Java was started without --add-modules " + MODULE);
    }
    try {
      return obstacle(
          options(), System.getProperty("java.vm.info", ""), VectorKernels.bitsOfAVector());
    } catch (LinkageError e) {
      return Optional.of("this Java lacks the module jdk.management, which tells of its compiler");
    }
  }

  /**
   * As {@link #obstacle()}, of a JVM with the module.
   *
   * @param option the value of a HotSpot option; null for a JVM that has no such options
   * @param info the system property java.vm.info
   * @param bits the width of its vectors
   */
  static Optional<String> obstacle(
      @Nullable Function<String, Optional<String>> option, String info, int bits) {
    if (option == null) {
      return Optional.of("this JVM is not HotSpot");
    }
    int level = option.apply("TieredStopAtLevel").map(Integer::parseInt).orElse(OPTIMISING);
    if (info.contains("interpreted") || level < OPTIMISING) {
      return Optional.of("its optimising compiler (C2) is off");
    }
    if (isOn(option, "UseJVMCICompiler")) {
      return Optional.of("its compiler (JVMCI) does not know vectors");
    }
    if (bits < FEWEST_BITS || bits > MOST_BITS) {
      return Optional.of("its vectors have " + bits + " bits");
    }
    return isOn(option, "UseFMA")
        ? Optional.empty()
        : Optional.of("the processor has no multiply-add instruction, or hides it");
  }

  private static boolean isOn(Function<String, Optional<String>> option, String name) {
    return option.apply(name).map(Boolean::parseBoolean).orElse(false);
  }

  private static @Nullable Function<String, Optional<String>> options() {
    HotSpotDiagnosticMXBean bean =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return bean == null ? null : name -> option(bean, name);
  }

  private static Optional<String> option(HotSpotDiagnosticMXBean bean, String name) {
    try {
      return Optional.of(bean.getVMOption(name).getValue());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // this JVM has no such option
    }
  }
}
