/**
 * Answers about a trained mesh that one can look at: how well its probabilities tell classes apart
 * and can be trusted, where its values are off, which columns, edges and paths it relies on. Each
 * is an {@link org.meshnn.inspect.Inspection}.
 */
package org.meshnn.inspect;
