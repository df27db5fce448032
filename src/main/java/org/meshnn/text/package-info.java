/**
 * How messages are worded: names quoted and shortened, lists cut with a count, spelling guessed.
 */
package org.meshnn.text;
