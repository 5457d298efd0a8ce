package io.scoot.load;

/** Seconds since the first request's due time; negative before. */
record LoadClock(long origin) {

    /** Begins {@code seconds} from now. */
    static LoadClock startingIn(double seconds) {
        return new LoadClock(System.nanoTime() + (long) (seconds * 1e9));
    }

    double seconds() {
        return (System.nanoTime() - origin) * 1e-9;
    }
}
