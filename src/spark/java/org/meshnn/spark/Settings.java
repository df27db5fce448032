package org.meshnn.spark;

import org.apache.spark.SparkConf;

/** Settings of an application that its user did not make. */
final class Settings {
  private static final String OPTIONS = "spark.executor.extraJavaOptions";
  private static final String VECTORS = "--add-modules jdk.incubator.vector";

  private Settings() {}

  static SparkConf of(SparkConf given, ClassPath sent) {
    String options = given.get(OPTIONS, "");
    given.setIfMissing("spark.app.name", "meshnn");
    given.setIfMissing("spark.driver.maxResultSize", "0"); // none are kept by Spark
    if (!options.contains("jdk.incubator.vector")) {
      given.set(OPTIONS, (options + " " + VECTORS).strip());
    }
    if (!sent.jars().isEmpty()) {
      given.setIfMissing("spark.jars", String.join(",", sent.jars()));
    }
    return given;
  }
}
