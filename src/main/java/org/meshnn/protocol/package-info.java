/**
 * Published protocols, run with meshes: the online learning of sketched-rtrl (2026,
 * https://github.com/sonaradarcn/sketched-rtrl), ReservoirPy's echo states
 * (https://github.com/reservoirpy/reservoirpy), Iris with as few parameters as CJUNN; and a study
 * of ours, of cycles.
 */
package org.meshnn.protocol;
