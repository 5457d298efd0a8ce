package io.scoot.report.data;

/**
 * How far a statement can be trusted.
 *
 * @param level for the eye
 * @param text why, in a sentence
 */
public record Trust(Level level, String text) {

    /** For the eye; never by colour alone. */
    public enum Level {
        /** As it should be. */
        GOOD,
        /** With care. */
        FAIR,
        /** Not at all. */
        POOR,
        /** Nothing is known. */
        UNKNOWN
    }
}
