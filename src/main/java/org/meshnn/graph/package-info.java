/** The wiring of a mesh: who feeds whom, what each neuron is for, and what is measured of that. */
package org.meshnn.graph;
