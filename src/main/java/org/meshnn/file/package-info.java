/**
 * Model files: what a model is, as JSON, and its numbers, as safetensors, in one zip that is
 * replaced in one step and checked before it is used. README.md beside this file describes the
 * format. Beside it, rows of numbers in a file that is mapped into memory.
 */
package org.meshnn.file;
