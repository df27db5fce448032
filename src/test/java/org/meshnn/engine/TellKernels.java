package org.meshnn.engine;

/** Tells which kernels a JVM that is started with some flags runs. */
final class TellKernels {
  private TellKernels() {}

  /** Prints {@link Engine#kernels()}. */
  public static void main(String[] arguments) {
    System.out.println(Engine.kernels());
  }
}
