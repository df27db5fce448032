/**
 * What a user types: {@code Mesh.of(18).connect(Wiring.dense()).train(iris, "species")}, and what
 * comes back. Thin: it wires the packages below together.
 */
package org.meshnn;
