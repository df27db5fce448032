/**
 * Graphs from and to other systems: files, tables, matrices and JGraphT graphs become the graph of
 * a mesh, and back. README.md beside this file says what each format carries.
 */
package org.meshnn.exchange;
