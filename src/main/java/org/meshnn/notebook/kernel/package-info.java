/** A session behind the messages of Jupyter's protocol, and how Jupyter is told of it. */
package org.meshnn.notebook.kernel;
