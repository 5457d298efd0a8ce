package io.scoot.acq;

/**
 * How much of a domain a search looks at.
 *
 * @param pool Sobol points scored at first
 * @param mutations of each incumbent, scored with them
 * @param starts of the local search
 * @param evaluations of the gradient search from one start, at most
 * @param rounds of discrete moves from one start, at most
 * @param population of NSGA-II
 * @param generations of NSGA-II
 */
public record SearchOptions(
        int pool, int mutations, int starts, int evaluations, int rounds, int population, int generations) {

    /** Refuses what is below 1, but for the mutations, which may be none. */
    public SearchOptions {
        if (Math.min(Math.min(Math.min(pool, starts), Math.min(evaluations, rounds)), Math.min(population, generations))
                        < 1
                || mutations < 0) {
            throw new IllegalArgumentException("search options must be positive, but are " + pool + ", " + mutations
                    + ", " + starts + ", " + evaluations + ", " + rounds + ", " + population + ", " + generations);
        }
    }

    /** The same with fewer or more starts. */
    public SearchOptions withStarts(int value) {
        return new SearchOptions(pool, mutations, value, evaluations, rounds, population, generations);
    }

    /** Enough for nine parameters. */
    public static SearchOptions defaults() {
        return new SearchOptions(512, 80, 4, 20, 12, 64, 30);
    }
}
