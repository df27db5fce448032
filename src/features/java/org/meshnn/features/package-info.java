/** Makes the features of the paper's image experiments; see {@code src/features/README.md}. */
package org.meshnn.features;
