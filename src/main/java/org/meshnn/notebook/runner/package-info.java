/** Executes notebook files without Jupyter and writes them as notebooks and as pages. */
package org.meshnn.notebook.runner;
