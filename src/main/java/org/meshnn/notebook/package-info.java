/**
 * Where cells run: the evaluator, rich display of values, the Jupyter kernel, the notebook runner
 * and the command line.
 *
 * <p>{@link org.meshnn.notebook.Show} and {@link org.meshnn.notebook.Live} are for code in cells;
 * {@link org.meshnn.notebook.Rich} says how a value looks; {@link org.meshnn.notebook.Main} is the
 * command line. The rest is theirs.
 */
package org.meshnn.notebook;
