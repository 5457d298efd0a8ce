package io.scoot.load.trace;

/**
 * A request's size.
 *
 * @param input tokens of its prompt, at least 1
 * @param output tokens to generate, at least 1
 */
public record Lengths(int input, int output) {}
