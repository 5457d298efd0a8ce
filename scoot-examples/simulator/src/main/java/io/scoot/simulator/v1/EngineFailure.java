package io.scoot.simulator.v1;

/** The engine refused to start, with the words it says. */
public final class EngineFailure extends Exception {

    private static final long serialVersionUID = 1L;

    EngineFailure(String words) {
        super(words);
    }
}
