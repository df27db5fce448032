package org.meshnn.notebook.assist;

/**
 * Something that can be typed.
 *
 * @param text what is put in
 * @param type {@code function}, {@code class}, {@code instance}, {@code keyword} or {@code module}
 * @param signature parameter lists of a function, overloads side by side; empty when unknown
 */
public record Candidate(String text, String type, String signature) {}
