package io.scoot.engines;

import java.util.Locale;

/**
 * A question whose answer is known.
 *
 * @param prompt what is asked
 * @param answer what is right, not blank
 * @param match how the two are compared
 * @param mostTokens of the engine's answer, at least 1
 */
public record Question(String prompt, String answer, Match match, int mostTokens) {

    /** How an answer is compared with the right one. */
    public enum Match {
        /** Alike, but for white space around them. */
        EXACT,
        /** The right one stands in it, in letters of either case. */
        CONTAINED
    }

    /** Checks all. */
    public Question {
        if (prompt.isBlank() || answer.isBlank()) {
            throw new IllegalArgumentException(
                    "prompt \"" + prompt + "\" and answer \"" + answer + "\" must not be blank");
        }
        if (mostTokens < 1) {
            throw new IllegalArgumentException("max_tokens " + mostTokens + " must be at least 1");
        }
    }

    /** Whether {@code words} answer it. */
    public boolean answeredBy(String words) {
        return switch (match) {
            case EXACT -> words.strip().equals(answer.strip());
            case CONTAINED ->
                words.toLowerCase(Locale.ROOT).contains(answer.strip().toLowerCase(Locale.ROOT));
        };
    }
}
