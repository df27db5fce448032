/** Code being typed: where a snippet ends, what may follow, what a name stands for. */
package org.meshnn.notebook.assist;
