/** Training on arrays: losses, optimisers, initial weights, the loop, and scores. */
package org.meshnn.train;
