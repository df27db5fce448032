/**
 * A notebook as a document: its file, read and written as Jupyter does, and its page of HTML, which
 * stands alone.
 */
package org.meshnn.notebook.document;
