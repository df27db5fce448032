/**
 * Pictures of results, drawn without a screen: training curves, confusion matrices, decision
 * regions, meshes and their weights. Takes numbers and topologies; knows no model and no table.
 */
package org.meshnn.plot;
