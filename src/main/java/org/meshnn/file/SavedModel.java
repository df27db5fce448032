package org.meshnn.file;

import java.util.Optional;
import org.meshnn.graph.Topology;
import org.meshnn.provenance.Origin;
import org.meshnn.scores.Scores;
import org.meshnn.tables.Encoding;
import org.meshnn.train.Fit;
import org.meshnn.train.Training;

/**
 * The parts of a trained mesh, as a file holds them.
 *
 * @param mesh what it was set to
 * @param topology its neurons and edges
 * @param encoding how tables become its inputs and targets
 * @param training how it was trained; listeners, the number of threads, checkpoints and weights
 *     that were given to begin with are not kept
 * @param fit what training left behind
 * @param trainingRows how many rows it learned from, at least 1
 * @param heldOut what its predictions of the rows held out are worth; empty where none were
 * @param origin where it comes from
 */
public record SavedModel(
    MeshSettings mesh,
    Topology topology,
    Encoding encoding,
    Training training,
    Fit fit,
    int trainingRows,
    Optional<Scores> heldOut,
    Origin origin) {}
