package io.scoot.internal.random;

/**
 * Named streams of randomness from one seed: the seed of a stream depends on the study's seed, the stream's name and its
 * indices, and on nothing else, so that no draw shifts another.
 */
public final class Streams {

    private Streams() {}

    /** The seed of stream {@code name} at {@code indices}. */
    public static long seed(long studySeed, String name, long... indices) {
        long hash = mix(studySeed + 0x9E3779B97F4A7C15L);
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash ^ name.charAt(i));
        }
        for (long index : indices) {
            hash = mix(hash ^ mix(index + 0x9E3779B97F4A7C15L));
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
