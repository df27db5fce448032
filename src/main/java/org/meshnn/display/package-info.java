/**
 * How values look: tables, matrices, pictures and results as MIME bundles, each with a text twin.
 *
 * <p>{@link org.meshnn.display.Show} and {@link org.meshnn.display.Live} are for code in cells;
 * {@link org.meshnn.display.Rich} says how a value looks. Knows no kernel: an {@link
 * org.meshnn.display.Outlet} takes what is shown to a cell, a file or a terminal.
 */
package org.meshnn.display;
