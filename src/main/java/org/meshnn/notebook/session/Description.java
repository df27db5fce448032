package org.meshnn.notebook.session;

/**
 * Something described twice.
 *
 * @param text for reading as it is
 * @param html the same as a fragment of HTML
 */
public record Description(String text, String html) {}
