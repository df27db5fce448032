/**
 * Evaluates cells in this JVM: values as objects, output captured, errors by cell and line,
 * interruption.
 */
package org.meshnn.notebook.session;
