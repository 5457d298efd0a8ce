package io.scoot.load.trace;

/**
 * A request without its arrival and its words.
 *
 * @param input tokens of its prompt
 * @param output tokens to generate
 * @param group requests of one group begin alike
 * @param prefix how many tokens, at most {@code input}, it shares with its group
 */
public record RequestShape(int input, int output, int group, int prefix) {}
