/**
 * The wiring of a mesh: who feeds whom, what each neuron is for, and what is measured of that. How
 * graphs of random graph theory become meshes is said in {@link org.meshnn.graph.Wiring}.
 */
package org.meshnn.graph;
