package io.scoot.load;

/**
 * What a run of a stress test draws by.
 *
 * @param arrivals when requests come, and in which order
 * @param prompts their words; with others, a server that still runs has none of them in its prefix cache
 */
public record LoadSeeds(long arrivals, long prompts) {

    /** One seed for both. */
    public static LoadSeeds of(long seed) {
        return new LoadSeeds(seed, seed);
    }
}
