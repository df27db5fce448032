/**
 * The symbolic phase: for a topology and a number of ticks, what has to be computed, in which rows
 * it lies and what it costs, before the first number is computed. The engine only executes it.
 */
package org.meshnn.plan;
