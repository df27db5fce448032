/** The wiring of a mesh: who feeds whom, and what each neuron is for. Knows no numbers. */
package org.meshnn.graph;
