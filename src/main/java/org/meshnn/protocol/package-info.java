/**
 * Published protocols of learning online and of echo states, run with meshes: the online learning
 * of sketched-rtrl (2026, https://github.com/sonaradarcn/sketched-rtrl) and ReservoirPy's example
 * (https://github.com/reservoirpy/reservoirpy).
 */
package org.meshnn.protocol;
