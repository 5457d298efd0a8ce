package io.scoot.load;

import java.util.Locale;

/** What a server's prefix cache holds when the clock starts. Prompts differ by seed, so nothing is left of earlier runs. */
public enum PrefixCache {
    /** What the warm-up requests leave there: they begin like the measured ones of their group. */
    AS_IT_COMES,
    /** Nothing of the measured requests: the warm-up shares no prefix with them. */
    COLD,
    /** The prefix of every group: one request for each is sent, and awaited, before the clock starts. */
    WARM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
