/** Runs made by the executors of an Apache Spark cluster. */
@NullMarked
package org.meshnn.spark;

import org.jspecify.annotations.NullMarked;
