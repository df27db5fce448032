/** The lines that begin with {@code %}: what they ask for, and how Maven finds jars. */
package org.meshnn.notebook.magic;
