/**
 * What a plan does and costs, in tables and sentences: what is alive at which tick, what can learn,
 * which gradient method takes what, and what to change.
 */
package org.meshnn.explain;
