/**
 * Evaluates cells in this JVM: values as objects, output captured, errors by cell and line,
 * completion, interruption.
 */
package org.meshnn.notebook.session;
