package io.scoot.load;

import io.scoot.load.trace.RequestShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Synthesises prompts of a given number of tokens. Requests of one group begin with the same tokens, the rest is drawn afresh, so
 * that a prefix cache finds what it would find in the real service, and no more.
 */
public sealed interface Prompts {

    /**
     * Words joined by spaces; right to the token where each word, with the space before it, is one token of the server's
     * vocabulary. What the server counts is in the report.
     *
     * @throws IllegalArgumentException if there are fewer than two
     */
    static Prompts words(List<String> vocabulary) {
        return new Words(vocabulary);
    }

    /** Short English words, each one token in the vocabularies of the usual models. */
    static Prompts english() {
        return new Words(Words.ENGLISH);
    }

    /**
     * Token ids of {@code first … last}, which {@code /v1/completions} of vLLM and SGLang takes in place of text: exact, and no
     * tokenizer is needed.
     *
     * @throws IllegalArgumentException unless {@code 0 ≤ first < last}
     */
    static Prompts tokenIds(int first, int last) {
        return new TokenIds(first, last);
    }

    /**
     * The prompt: a {@code String}, or a {@code List<Integer>} of token ids.
     *
     * @param shape its length, its group and what it shares with it
     * @param seed of what is not shared
     */
    Object prompt(RequestShape shape, long seed);

    /** Draws {@code shape.input()} symbols of 0 … {@code count − 1}, the shared ones by group. */
    private static int[] draw(RequestShape shape, long seed, int count) {
        SplittableRandom shared = new SplittableRandom(0x5C007L + shape.group());
        SplittableRandom own = new SplittableRandom(seed);
        int[] symbols = new int[shape.input()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (i < shape.prefix() ? shared : own).nextInt(count);
        }
        return symbols;
    }

    /** Text. */
    record Words(List<String> vocabulary) implements Prompts {

        static final List<String> ENGLISH = List.of(
                "the of and to in is you that it he was for on are as with his they at be this have from or one had by"
                        .split(" ", -1));

        /** Copies the vocabulary. */
        public Words {
            vocabulary = List.copyOf(vocabulary);
            if (vocabulary.size() < 2) {
                throw new IllegalArgumentException("prompts need at least two words, not " + vocabulary);
            }
        }

        @Override
        public Object prompt(RequestShape shape, long seed) {
            return Arrays.stream(draw(shape, seed, vocabulary.size()))
                    .mapToObj(vocabulary::get)
                    .collect(Collectors.joining(" "));
        }
    }

    /** Numbers. */
    record TokenIds(int first, int last) implements Prompts {
        /** Checks the range. */
        public TokenIds {
            if (first < 0 || last <= first) {
                throw new IllegalArgumentException(
                        "token ids " + first + " … " + last + " must be 0 or more and increase");
            }
        }

        @Override
        public Object prompt(RequestShape shape, long seed) {
            List<Integer> ids = new ArrayList<>();
            for (int symbol : draw(shape, seed, last - first + 1)) {
                ids.add(first + symbol);
            }
            return ids;
        }
    }
}
