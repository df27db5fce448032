package org.meshnn.file;

import org.meshnn.graph.Topology;
import org.meshnn.tables.Encoding;
import org.meshnn.train.Fit;
import org.meshnn.train.Training;

/**
 * The parts of a trained mesh, as a file holds them.
 *
 * @param mesh what it was set to
 * @param topology its neurons and edges
 * @param encoding how tables become its inputs and targets
 * @param training how it was trained; listeners and the number of threads are not kept
 * @param fit what training left behind
 * @param trainingRows how many rows it learned from, at least 1
 */
public record SavedModel(
    MeshSettings mesh,
    Topology topology,
    Encoding encoding,
    Training training,
    Fit fit,
    int trainingRows) {}
