/**
 * What a model hangs on: the table and rows it learned from, and the code, Java and machine that
 * made it.
 */
package org.meshnn.provenance;
