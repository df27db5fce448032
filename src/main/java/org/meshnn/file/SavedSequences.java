package org.meshnn.file;

import org.meshnn.graph.Topology;
import org.meshnn.provenance.Origin;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.train.Fit;
import org.meshnn.train.Training;

/**
 * The parts of a mesh that was trained on sequences, as a file holds them.
 *
 * @param mesh what it was set to
 * @param topology its neurons and edges
 * @param ticksPerStep k, at least 1
 * @param encoding how tables become its inputs and targets, step by step
 * @param training how it was trained; listeners, the number of threads, checkpoints and weights
 *     that were given to begin with are not kept
 * @param fit what training left behind
 * @param sequences how many it learned from, at least 1
 * @param steps of the longest of them, at least 1
 * @param origin where it comes from
 */
public record SavedSequences(
    MeshSettings mesh,
    Topology topology,
    int ticksPerStep,
    SequenceEncoding encoding,
    Training training,
    Fit fit,
    int sequences,
    int steps,
    Origin origin) {}
