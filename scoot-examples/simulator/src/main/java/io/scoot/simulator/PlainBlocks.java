package io.scoot.simulator;

/** Blocks without a prefix cache: counting them is enough. */
final class PlainBlocks implements BlockManager {

    private final KvPlan plan;
    private int owned;

    PlainBlocks(KvPlan plan) {
        this.plan = plan;
    }

    @Override
    public int free() {
        return plan.blocks() - owned;
    }

    @Override
    public int total() {
        return plan.blocks();
    }

    @Override
    public void allocate(Sequence sequence) {
        sequence.blocks = BlockManager.blocks(sequence.length(), plan.blockSize());
        owned += sequence.blocks;
    }

    @Override
    public void append(Sequence sequence) {
        int needed = BlockManager.blocks(sequence.length(), plan.blockSize());
        owned += needed - sequence.blocks;
        sequence.blocks = needed;
    }

    @Override
    public void release(Sequence sequence) {
        owned -= sequence.blocks;
        sequence.blocks = 0;
    }

    @Override
    public void computed(Sequence sequence) {}

    @Override
    public int owned() {
        return owned;
    }
}
