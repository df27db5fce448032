/**
 * A model's card: what it predicts from what, how it was made, how well it does and where its
 * limits are, on a page.
 */
package org.meshnn.card;
