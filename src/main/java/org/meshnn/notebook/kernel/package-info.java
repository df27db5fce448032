/** A session behind the messages of Jupyter's protocol, and how it is installed in Jupyter. */
package org.meshnn.notebook.kernel;
