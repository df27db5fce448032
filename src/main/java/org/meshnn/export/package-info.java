/**
 * Trained meshes where there is no meshnn: as an ONNX file, as a Java class. From a plan, its
 * weights and an encoding; each holds the whole way from a table's columns to labels and
 * probabilities.
 */
package org.meshnn.export;
