/**
 * Adapters to the stock Java kernels: {@link org.meshnn.notebook.stock.JJava}, which JJava finds by
 * itself, and {@link org.meshnn.notebook.stock.IJava}, which one start-up line of IJava calls. Both
 * make values look, and live values move, as they do in our own kernel. Nothing here depends on
 * that kernel, and each class needs only its own kernel's library.
 */
package org.meshnn.notebook.stock;
