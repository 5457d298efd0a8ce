package io.scoot.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * vLLM 0.5.4's scheduler (vllm/core/scheduler.py): by default prompts first and never together with decodes; with chunked
 * prefill the running ones first, and prompts in what is left of the token budget. Strictly first come, first served; a
 * sequence that finds no block preempts the last one, which starts over.
 */
final class Scheduler {

    private final EngineConfig config;
    private final EngineProfile profile;
    private final int maxLength;
    private final int watermark;
    private final BlockManager blocks;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    private final Deque<Sequence> running = new ArrayDeque<>();
    private final List<Sequence> decodes = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Sequence> ignored = new ArrayList<>();
    private double previousTime;
    private boolean previousPrompt;
    private double lastPromptLatency;
    private int preemptions;
    private int budget; // tokens left in this step

    Scheduler(EngineConfig config, EngineProfile profile, ModelSpec model, KvPlan plan, BlockManager blocks) {
        this.config = config;
        this.profile = profile;
        this.maxLength = model.maxLength();
        this.watermark = plan.watermark();
        this.blocks = blocks;
    }

    /** A part of a prompt, or all of it. */
    record Chunk(Sequence sequence, int tokens, boolean admitted) {}

    void arrive(Sequence sequence) {
        waiting.addLast(sequence);
    }

    boolean idle() {
        return waiting.isEmpty() && running.isEmpty();
    }

    int waiting() {
        return waiting.size();
    }

    int running() {
        return running.size();
    }

    int preemptions() {
        return preemptions;
    }

    /** Requests refused because their prompt can never fit. */
    List<Sequence> ignored() {
        return ignored;
    }

    /** The decodes of the present step. */
    List<Sequence> decodes() {
        return decodes;
    }

    /** The prompts of the present step. */
    List<Chunk> chunks() {
        return chunks;
    }

    /** Chooses what the next step computes, as of {@code now}. */
    void schedule(double now, StepShape shape) throws EngineCrash {
        shape.clear();
        decodes.clear();
        chunks.clear();
        budget = config.maxNumBatchedTokens();
        if (config.chunkedPrefill()) {
            List<Chunk> continuing = scheduleRunning();
            int admitted = schedulePrompts(now, decodes.size() + continuing.size());
            for (Chunk chunk : chunks) {
                running.addLast(chunk.sequence());
            }
            running.addAll(decodes);
            continuing.forEach(chunk -> running.addLast(chunk.sequence()));
            chunks.addAll(continuing);
            previousPrompt |= admitted > 0;
        } else {
            previousPrompt |= schedulePrompts(now, running.size()) > 0;
            if (chunks.isEmpty()) {
                scheduleRunning();
                running.addAll(decodes);
            } else {
                chunks.forEach(chunk -> running.addLast(chunk.sequence()));
            }
        }
        describe(now, shape);
    }

    /** Books what the step has computed; returns the sequences that got a token. */
    List<Sequence> complete(double end) {
        List<Sequence> emitting = new ArrayList<>(decodes.size() + chunks.size());
        for (Chunk chunk : chunks) {
            chunk.sequence().computed += chunk.tokens();
            blocks.computed(chunk.sequence());
            if (chunk.sequence().uncomputed() == 0) {
                emitting.add(chunk.sequence());
            }
        }
        for (Sequence sequence : decodes) {
            sequence.computed++;
            emitting.add(sequence);
        }
        boolean finished = false;
        for (Sequence sequence : emitting) {
            sequence.generated++;
            sequence.firstToken = Double.isNaN(sequence.firstToken) ? end : sequence.firstToken;
            sequence.lastToken = end;
            if (sequence.finished()) {
                blocks.release(sequence);
                finished = true;
            }
        }
        if (finished) {
            running.removeIf(Sequence::finished);
        }
        return emitting;
    }

    /** Takes the running ones in order while the budget lasts; those it takes leave the queue. */
    private List<Chunk> scheduleRunning() {
        List<Chunk> continuing = new ArrayList<>();
        while (!running.isEmpty()) {
            Sequence head = running.getFirst();
            int tokens = config.chunkedPrefill() ? Math.min(head.uncomputed(), budget) : head.uncomputed();
            if (tokens == 0) {
                break;
            }
            running.removeFirst();
            boolean room = canAppend(head);
            while (!room) {
                Sequence victim = running.isEmpty() ? head : running.removeLast();
                preempt(victim);
                if (victim == head) {
                    break;
                }
                room = canAppend(head);
            }
            if (room) {
                blocks.append(head);
                budget -= tokens;
                if (head.generated > 0 && head.uncomputed() == 1) {
                    decodes.add(head);
                } else {
                    continuing.add(new Chunk(head, tokens, false));
                }
            }
        }
        return continuing;
    }

    private boolean canAppend(Sequence sequence) {
        int touched = config.v2BlockManager()
                ? BlockManager.blocks(sequence.length(), config.blockSize()) - sequence.blocks
                : 1; // v1 wants a free block even if none is needed
        return blocks.free() >= touched;
    }

    private void preempt(Sequence victim) {
        blocks.release(victim);
        victim.computed = 0;
        victim.cachedBlocks = 0;
        victim.preempted = true;
        waiting.addFirst(victim);
        preemptions++;
    }

    private int schedulePrompts(double now, int scheduled) {
        int sequences = scheduled;
        int admitted = 0;
        while (delayPassed(now) && !waiting.isEmpty()) {
            Sequence head = waiting.getFirst();
            boolean chunked = config.chunkedPrefill();
            int tokens = chunked ? Math.min(head.uncomputed(), budget) : head.uncomputed();
            int limit = chunked ? maxLength : Math.min(maxLength, config.maxNumBatchedTokens());
            int needed = BlockManager.blocks(head.length(), config.blockSize());
            if (tokens > limit || blocks.total() - needed < watermark) {
                ignored.add(waiting.removeFirst());
                continue;
            }
            if (blocks.free() - needed < watermark
                    || tokens == 0
                    || tokens > budget
                    || sequences + 1 > config.maxNumSeqs()) {
                break;
            }
            waiting.removeFirst();
            blocks.allocate(head);
            budget -= tokens;
            sequences++;
            admitted++;
            head.firstScheduled = Double.isNaN(head.firstScheduled) ? now : head.firstScheduled;
            chunks.add(new Chunk(head, tokens, true));
        }
        return admitted;
    }

    /** The delay factor's gate (scheduler.py, _passed_delay): not before the last prompt's latency times the factor. */
    private boolean delayPassed(double now) {
        if (previousPrompt) {
            lastPromptLatency = now - previousTime;
        }
        previousTime = now;
        previousPrompt = false;
        if (!(config.schedulerDelayFactor() > 0.0) || waiting.isEmpty()) {
            return true;
        }
        return now - earliestArrival() > config.schedulerDelayFactor() * lastPromptLatency || running.isEmpty();
    }

    /** Preempted ones are in front, in any order; the others follow in the order of their arrival. */
    private double earliestArrival() {
        double earliest = Double.POSITIVE_INFINITY;
        for (Sequence sequence : waiting) {
            earliest = Math.min(earliest, sequence.request.arrival());
            if (!sequence.preempted) {
                break;
            }
        }
        return earliest;
    }

    private void describe(double now, StepShape shape) throws EngineCrash {
        for (Sequence sequence : decodes) {
            shape.decode(sequence.length(), sequence.blocks);
        }
        for (Chunk chunk : chunks) {
            Sequence sequence = chunk.sequence();
            int hit = chunk.admitted() ? sequence.cachedBlocks * config.blockSize() : 0;
            if (config.chunkedPrefill() && config.prefixCaching()) {
                checkPrefixHit(now, chunk);
                hit = 0;
            }
            int tokens = Math.max(1, chunk.tokens() - hit);
            boolean last = chunk.tokens() == sequence.uncomputed();
            shape.prefill(tokens, sequence.computed + hit, sequence.blocks, last);
        }
        if (config.schedulerDelayFactor() * decodes.size() > profile.delayWatchdog()) {
            throw new EngineCrash(
                    EngineCrash.Stage.RUN,
                    now,
                    "timeout: the engine loop stalls at a large delay factor with many running requests");
        }
    }

    /** model_runner.py:369 refuses a chunk whose prompt has computed blocks already. */
    private void checkPrefixHit(double now, Chunk chunk) throws EngineCrash {
        Sequence sequence = chunk.sequence();
        boolean own = chunk.admitted()
                ? sequence.cachedBlocks > 0
                : sequence.length() / config.blockSize() > 1; // all full blocks count as computed after chunk 1
        boolean shared = chunk.admitted()
                && sequence.cachedBlocks > 0
                && config.blockSize() <= sequence.request.prefix()
                && !sequence.preempted;
        if (profile.anyHitCrashes() ? own : shared) {
            throw new EngineCrash(
                    EngineCrash.Stage.RUN, now, "RuntimeError: chunked prefill cannot be used with prefix caching now");
        }
    }
}
