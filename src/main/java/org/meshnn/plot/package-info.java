/**
 * Pictures of results, drawn without a screen: training curves, confusion matrices, decision
 * regions, meshes and their weights. Takes numbers and topologies; knows no model and no table.
 *
 * <p>What a user holds draws itself, by {@code plot()}: a mesh, a history, an evaluation, trials.
 * From numbers of one's own each class here makes a {@link org.meshnn.plot.Picture} by a static
 * {@code draw}. All throw {@link java.lang.IllegalStateException} where Java finds no font, see
 * {@link org.meshnn.plot.Fonts}.
 */
package org.meshnn.plot;
