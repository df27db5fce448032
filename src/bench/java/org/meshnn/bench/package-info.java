/** What a training step costs, here and elsewhere, measured in one run on the same numbers. */
package org.meshnn.bench;
