package io.scoot.simulator;

/** A request inside the engine. */
final class Sequence {

    final Request request;
    final int id;
    int generated;
    int computed; // tokens whose keys and values are in the cache
    int blocks; // owned, shared ones included
    int hashedBlocks; // leading blocks that are full and known by what they hold
    int cachedBlocks; // leading blocks that the prefix cache gave at admission
    boolean preempted; // at least once
    double firstScheduled = Double.NaN;
    double firstToken = Double.NaN;
    double lastToken = Double.NaN;

    Sequence(Request request, int id) {
        this.request = request;
        this.id = id;
    }

    /** Prompt and output so far. */
    int length() {
        return request.input() + generated;
    }

    /** Tokens to compute before the next one can be sampled. */
    int uncomputed() {
        return length() - computed;
    }

    boolean finished() {
        return generated == request.output();
    }
}
