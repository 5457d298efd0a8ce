package io.scoot.simulator.v1;

/** The engine refused to start, with the words it says. */
public final class EngineFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String words;

    EngineFailure(String words) {
        super(words);
        this.words = words;
    }

    /** What the engine said. */
    public String words() {
        return words;
    }
}
