package io.scoot.simulator;

/** Who owns the blocks of the key-value cache. */
interface BlockManager {

    /** Blocks that can be had now. */
    int free();

    /** Blocks in all. */
    int total();

    /** Gives a sequence the blocks of its whole length; the caller has checked that they are free. */
    void allocate(Sequence sequence);

    /** Gives a sequence room for one more token; the caller has checked that a block is free. */
    void append(Sequence sequence);

    /** Takes all blocks of a sequence. */
    void release(Sequence sequence);

    /** Notes that a step has computed a sequence's prompt. */
    void computed(Sequence sequence);

    /** Blocks owned, shared ones counted once; for the invariant owned + free = total. */
    int owned();

    /** Blocks of {@code tokens}. */
    static int blocks(int tokens, int blockSize) {
        return (tokens + blockSize - 1) / blockSize;
    }
}
