/**
 * The numeric phase: states and gradients of a planned mesh, forward-only, by the paper's literal
 * tensor, or by back-propagation.
 */
package org.meshnn.engine;
