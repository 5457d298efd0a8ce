package io.scoot.load;

import io.scoot.load.trace.RequestShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** Given texts, for shapes whose groups are their numbers; the same for every seed. */
    static Prompts texts(List<String> texts) {
        return new Texts(texts);
    }

    /** Given conversations for the chat API, each a list of messages, for shapes whose groups are their numbers. */
    static Prompts sessions(List<List<Map<String, String>>> conversations) {
        return new Sessions(conversations);
    }

    /**
     * The prompt: a {@code String}, a {@code List<Integer>} of token ids, or a list of messages.
     *
     * @param shape its length, its group and what it shares with it
     * @param shared seed of what the group shares
     * @param own seed of what is not shared
     */
    Object prompt(RequestShape shape, long shared, long own);

    /** Whether prompts are given, so that a shape asked again asks the same, which a server may have cached. */
    default boolean given() {
        return false;
    }

    /** Draws {@code shape.input()} symbols of 0 … {@code count − 1}, the shared ones by group. */
    private static int[] draw(RequestShape shape, long shared, long own, int count) {
        SplittableRandom alike = new SplittableRandom(shared * 0x9E3779B97F4A7C15L + 0x5C007L + shape.group());
        SplittableRandom different = new SplittableRandom(own);
        int[] symbols = new int[shape.input()];
        SplittableRandom block = different;
        for (int i = 0; i < symbols.length; i++) {
            int number = i / RequestShape.BLOCK;
            if (i % RequestShape.BLOCK == 0) {
                block = number < shape.blocks().size()
                        ? new SplittableRandom(
                                shared * 0x9E3779B97F4A7C15L ^ shape.blocks().get(number))
                        : different;
            }
            symbols[i] = (i < shape.prefix() ? alike : block).nextInt(count);
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
        public Object prompt(RequestShape shape, long shared, long own) {
            return Arrays.stream(draw(shape, shared, own, vocabulary.size()))
                    .mapToObj(vocabulary::get)
                    .collect(Collectors.joining(" "));
        }
    }

    /** Given texts: a request has that of its group's number. */
    record Texts(List<String> texts) implements Prompts {
        /** Copies. */
        public Texts {
            texts = List.copyOf(texts);
            if (texts.isEmpty() || texts.stream().anyMatch(String::isEmpty)) {
                throw new IllegalArgumentException("prompts must not be empty");
            }
        }

        @Override
        public boolean given() {
            return true;
        }

        @Override
        public Object prompt(RequestShape shape, long shared, long own) {
            return texts.get(Math.floorMod(shape.group(), texts.size()));
        }
    }

    /** Given conversations, each a list of messages as the chat API takes them: a request has that of its group's number. */
    record Sessions(List<List<Map<String, String>>> conversations) implements Prompts {
        /** Copies. */
        public Sessions {
            conversations = List.copyOf(conversations);
            if (conversations.isEmpty() || conversations.stream().anyMatch(List::isEmpty)) {
                throw new IllegalArgumentException("conversations must not be empty");
            }
        }

        @Override
        public boolean given() {
            return true;
        }

        @Override
        public Object prompt(RequestShape shape, long shared, long own) {
            return conversations.get(Math.floorMod(shape.group(), conversations.size()));
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
        public Object prompt(RequestShape shape, long shared, long own) {
            List<Integer> ids = new ArrayList<>();
            for (int symbol : draw(shape, shared, own, last - first + 1)) {
                ids.add(first + symbol);
            }
            return ids;
        }
    }
}
