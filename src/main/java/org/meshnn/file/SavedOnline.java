package org.meshnn.file;

import org.meshnn.graph.Topology;
import org.meshnn.train.OnlineState;
import org.meshnn.train.OnlineTraining;

/**
 * The parts of a mesh that learns online, as a file holds them.
 *
 * @param mesh what it was set to
 * @param topology its neurons and edges
 * @param ticksPerStep k, at least 1
 * @param training how it learns; listeners and weights that were given to begin with are not kept
 * @param state where it stands
 */
public record SavedOnline(
    MeshSettings mesh,
    Topology topology,
    int ticksPerStep,
    OnlineTraining training,
    OnlineState state) {}
