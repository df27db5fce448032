/**
 * Tables in and out: encoding a tablesaw table as matrices and predictions as a table, splits, and
 * data sets. Below the user's own layer this is the only one that knows tablesaw.
 */
package org.meshnn.tables;
