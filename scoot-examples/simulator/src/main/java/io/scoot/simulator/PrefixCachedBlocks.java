package io.scoot.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Blocks with vLLM's automatic prefix cache (block_manager_v1.py): a full block is known by what it holds, so requests of a
 * group share the blocks that lie wholly in their common prefix, and a recomputed request finds its own. Freed blocks stay
 * until no unused one is left; then the least recently used goes, of equals the one deepest in its sequence.
 */
final class PrefixCachedBlocks implements BlockManager {

    private static final long OWN = 1L << 62;
    private static final int INDEX_BITS = 20;

    private final KvPlan plan;
    private final Map<Long, Integer> owners = new HashMap<>(); // of full blocks in use
    private final LinkedHashSet<Long> idle = new LinkedHashSet<>(); // full blocks kept, least recently used first
    private final Set<Long> computed = new HashSet<>();
    private int unused;
    private int partial; // last blocks, which hold less than a block and are nobody else's

    PrefixCachedBlocks(KvPlan plan) {
        this.plan = plan;
        this.unused = plan.blocks();
    }

    @Override
    public int free() {
        return unused + idle.size();
    }

    @Override
    public int total() {
        return plan.blocks();
    }

    @Override
    public int owned() {
        return owners.size() + partial;
    }

    @Override
    public void allocate(Sequence sequence) {
        int size = plan.blockSize();
        int full = sequence.length() / size;
        sequence.blocks = BlockManager.blocks(sequence.length(), size);
        sequence.cachedBlocks = hits(sequence, full);
        sequence.hashedBlocks = full;
        for (int i = 0; i < full; i++) {
            own(key(sequence, i));
        }
        if (sequence.blocks > full) {
            take();
            partial++;
        }
    }

    /** Leading blocks already computed; never the last one, for something has to be computed. */
    private int hits(Sequence sequence, int full) {
        int hits = 0;
        while (hits < Math.min(full, sequence.blocks - 1) && computed.contains(key(sequence, hits))) {
            hits++;
        }
        return hits;
    }

    @Override
    public void append(Sequence sequence) {
        int needed = BlockManager.blocks(sequence.length(), plan.blockSize());
        if (needed > sequence.blocks) {
            take();
            partial++;
            sequence.blocks = needed;
        }
        if (sequence.length() % plan.blockSize() == 0 && sequence.hashedBlocks < needed) {
            partial--;
            owners.merge(key(sequence, needed - 1), 1, Integer::sum);
            sequence.hashedBlocks = needed;
        }
    }

    @Override
    public void release(Sequence sequence) {
        if (sequence.blocks > sequence.hashedBlocks) {
            partial--;
            unused++;
        }
        for (int i = sequence.hashedBlocks - 1; i >= 0; i--) {
            Long key = key(sequence, i);
            if (owners.merge(key, -1, Integer::sum) == 0) {
                owners.remove(key);
                idle.add(key);
            }
        }
        sequence.blocks = 0;
        sequence.hashedBlocks = 0;
    }

    @Override
    public void computed(Sequence sequence) {
        int known = sequence.length() / plan.blockSize() - 1;
        for (int i = 0; i < known; i++) {
            computed.add(key(sequence, i));
        }
    }

    private void own(Long key) {
        if (owners.containsKey(key)) {
            owners.merge(key, 1, Integer::sum);
        } else {
            if (!idle.remove(key)) {
                take();
            }
            owners.put(key, 1);
        }
    }

    private void take() {
        if (unused > 0) {
            unused--;
            return;
        }
        Long oldest = idle.iterator().next();
        idle.remove(oldest);
        computed.remove(oldest);
    }

    private Long key(Sequence sequence, int index) {
        boolean shared = (index + 1) * plan.blockSize() <= sequence.request.prefix();
        long holder = shared ? sequence.request.group() : OWN | ((long) sequence.id << INDEX_BITS);
        return shared ? (holder << INDEX_BITS) | index : holder | index;
    }
}
