package io.scoot.load.capacity;

/** Tries a rate on a server that runs. */
@FunctionalInterface
public interface RateProbe {

    /**
     * What the server shows at {@code rate} requests per second.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    RateStep at(double rate) throws InterruptedException;
}
