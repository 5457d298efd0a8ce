package io.scoot.simulator.v1;

/** A request inside the engine. */
final class Stream {

    final int id;
    double arrival; // later than planned where a cap holds it back
    final int input;
    final int output;
    final int group;
    final int prefix;
    int generated;
    int computed; // tokens whose keys and values are in the cache
    int blocks;
    int hashed; // of them full and known by what they hold
    double firstToken = Double.NaN;
    double lastToken = Double.NaN;

    Stream(int id, double arrival, int input, int output, int group, int prefix) {
        this.id = id;
        this.arrival = arrival;
        this.input = input;
        this.output = output;
        this.group = group;
        this.prefix = prefix;
    }

    /** Prompt and answer so far. */
    int length() {
        return input + generated;
    }

    boolean finished() {
        return generated == output;
    }
}
