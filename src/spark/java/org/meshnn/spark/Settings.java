package org.meshnn.spark;

import org.apache.spark.SparkConf;

/** Settings of an application that its user did not make. */
final class Settings {
  private static final String OPTIONS = "spark.executor.extraJavaOptions";
  private static final String VECTORS = "--add-modules jdk.incubator.vector";
  private static final String KERNELS = "meshnn.kernels";

  private Settings() {}

  static SparkConf of(SparkConf given, ClassPath sent) {
    given.setIfMissing("spark.app.name", "meshnn");
    given.setIfMissing("spark.driver.maxResultSize", "0"); // none are kept by Spark
    given.set(OPTIONS, options(given.get(OPTIONS, "")));
    if (!sent.jars().isEmpty()) {
      given.setIfMissing("spark.jars", String.join(",", sent.jars()));
    }
    return given;
  }

  /** With the kernels of this JVM. */
  private static String options(String given) {
    String options = given.contains("jdk.incubator.vector") ? given : given + " " + VECTORS;
    String kernels = System.getProperty(KERNELS);
    boolean add = kernels != null && !given.contains(KERNELS);
    return (add ? options + " -D" + KERNELS + "=" + kernels : options).strip();
  }
}
