/**
 * The wiring of a mesh: who feeds whom, and what each neuron is for. Knows no numbers. How graphs
 * of random graph theory become meshes is said in {@link org.meshnn.graph.Wiring}.
 */
package org.meshnn.graph;
