/**
 * The command line, {@link org.meshnn.cli.Main}, over the rooms where cells run: {@code session}
 * evaluates them, {@code kernel} serves them to Jupyter, {@code runner} executes a notebook without
 * Jupyter.
 */
package org.meshnn.cli;
