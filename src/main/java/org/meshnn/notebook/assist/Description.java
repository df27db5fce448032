package org.meshnn.notebook.assist;

/**
 * Something described twice.
 *
 * @param text for reading as it is
 * @param html the same as a fragment of HTML
 */
public record Description(String text, String html) {}
