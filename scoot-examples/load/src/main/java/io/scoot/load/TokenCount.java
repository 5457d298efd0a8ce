package io.scoot.load;

import java.util.Locale;

/** Who counted a request's output tokens. */
public enum TokenCount {
    /** The server, in {@code usage}. */
    SERVER,
    /** The plan's tokenizer, from the text. */
    TOKENIZER,
    /** Nobody: it is the number of chunks that carried tokens, each of which may have carried several. */
    CHUNKS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
