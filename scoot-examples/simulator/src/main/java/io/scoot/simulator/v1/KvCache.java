package io.scoot.simulator.v1;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * Blocks of keys and values (kv_cache_manager.py): given as tokens are scheduled, full ones known by what they hold, freed ones kept
 * until they are needed, the least recently used first.
 */
final class KvCache {

    private static final long OWN = 1L << 62;
    private static final int INDEX_BITS = 20;

    private final int blocks;
    private final int blockSize;
    private final boolean shared;
    private final Map<Long, Integer> users = new HashMap<>(); // of full blocks in use
    private final LinkedHashSet<Long> idle = new LinkedHashSet<>(); // full blocks that nobody uses
    private int anonymous; // blocks in use that are not full, or not shared

    KvCache(int blocks, int blockSize, boolean shared) {
        this.blocks = blocks;
        this.blockSize = blockSize;
        this.shared = shared;
    }

    int blocks() {
        return blocks;
    }

    int blockSize() {
        return blockSize;
    }

    /** Blocks that can be had. */
    int free() {
        return blocks - anonymous - users.size();
    }

    /** Tokens of a prompt whose blocks are here; never all of it, for something has to be computed. */
    int cached(Stream request) {
        if (!shared) {
            return 0;
        }
        int most = (request.length() - 1) / blockSize;
        int hits = 0;
        while (hits < most && (users.containsKey(key(request, hits)) || idle.contains(key(request, hits)))) {
            hits++;
        }
        return hits * blockSize;
    }

    /** Takes the cached blocks of an admitted request into use. */
    void touch(Stream request, int tokens) {
        for (int i = 0; i < tokens / blockSize; i++) {
            use(key(request, i));
        }
        request.blocks = tokens / blockSize;
        request.hashed = request.blocks;
    }

    /** Whether blocks for {@code tokens} of a request in all can be had, beside {@code touched} idle ones that it would take. */
    boolean fits(Stream request, int tokens, int touched) {
        return needed(tokens) - request.blocks - touched <= free() - idleAmong(request, touched);
    }

    private int idleAmong(Stream request, int touched) {
        int count = 0;
        for (int i = 0; i < touched; i++) {
            count += idle.contains(key(request, i)) ? 1 : 0;
        }
        return count;
    }

    /** Gives a request blocks for {@code tokens} in all; the caller has checked that they can be had. */
    void give(Stream request, int tokens) {
        for (int more = needed(tokens) - request.blocks; more > 0; more--) {
            take();
            anonymous++;
            request.blocks++;
        }
        int full = tokens / blockSize;
        while (shared && request.hashed < full) { // full when the step is computed; nobody asks before
            anonymous--;
            use(key(request, request.hashed));
            request.hashed++;
        }
    }

    /** Takes all blocks of a request; what they hold stays until they are needed. */
    void release(Stream request) {
        anonymous -= request.blocks - request.hashed;
        for (int i = request.hashed - 1; i >= 0; i--) {
            long key = key(request, i);
            if (users.merge(key, -1, Integer::sum) == 0) {
                users.remove(key);
                idle.add(key);
            }
        }
        request.blocks = 0;
        request.hashed = 0;
    }

    private void use(long key) {
        idle.remove(key);
        users.merge(key, 1, Integer::sum);
    }

    private void take() {
        if (blocks - anonymous - users.size() - idle.size() <= 0) {
            idle.remove(idle.iterator().next());
        }
    }

    private int needed(int tokens) {
        return (tokens + blockSize - 1) / blockSize;
    }

    private long key(Stream request, int index) {
        boolean common = (index + 1) * blockSize <= request.prefix;
        return common ? ((long) request.group << INDEX_BITS) | index : OWN | ((long) request.id << INDEX_BITS) | index;
    }
}
