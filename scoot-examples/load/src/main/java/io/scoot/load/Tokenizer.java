package io.scoot.load;

/** Counts tokens of answers from servers that do not tell; thread-safe. */
@FunctionalInterface
public interface Tokenizer {

    /** How many tokens {@code text} has in the server's vocabulary, without special ones. */
    int count(String text);
}
