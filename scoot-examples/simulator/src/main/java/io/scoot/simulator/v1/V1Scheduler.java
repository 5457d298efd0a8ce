package io.scoot.simulator.v1;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The V1 engine's scheduler (v1/core/sched/scheduler.py, {@code schedule()}): there is no phase of prompts. Each request has tokens
 * that are computed and tokens that are to be; a step gives every running request what it lacks, in the order of admission, up to the
 * token budget and, for a prompt, {@code long-prefill-token-threshold}; then it admits waiting ones, first come, first served, unless
 * a request was preempted in this step. Where blocks run out, the last running request is preempted: it goes to the front of the
 * waiting, and starts over but for what the prefix cache has kept.
 */
final class V1Scheduler {

    private final EngineOptions options;
    private final KvCache cache;
    private final Deque<Stream> waiting = new ArrayDeque<>();
    private final List<Stream> running = new ArrayList<>();
    private final List<Chunk> step = new ArrayList<>();
    private int preemptions;

    V1Scheduler(EngineOptions options, KvCache cache) {
        this.options = options;
        this.cache = cache;
    }

    /** What a step computes of one request. */
    record Chunk(Stream request, int tokens) {}

    void arrive(Stream request) {
        waiting.addLast(request);
    }

    boolean idle() {
        return waiting.isEmpty() && running.isEmpty();
    }

    /** Requests that are not answered. */
    int open() {
        return waiting.size() + running.size();
    }

    int preemptions() {
        return preemptions;
    }

    /** Chooses what the next step computes; empty where nothing can be. */
    List<Chunk> schedule() {
        step.clear();
        int budget = options.maxNumBatchedTokens();
        int before = preemptions;
        for (int i = 0; i < running.size() && budget > 0; i++) {
            Stream request = running.get(i);
            int tokens = Math.min(chunk(request.length() - request.computed), budget);
            while (!cache.fits(request, request.computed + tokens, 0)) {
                Stream victim = running.remove(running.size() - 1);
                preempt(victim);
                if (victim == request) {
                    break;
                }
            }
            if (i < running.size() && running.get(i) == request) {
                cache.give(request, request.computed + tokens);
                step.add(new Chunk(request, tokens));
                budget -= tokens;
            }
        }
        if (preemptions == before) {
            admit(budget);
        }
        return step;
    }

    private void admit(int left) {
        int budget = left;
        while (!waiting.isEmpty() && budget > 0 && running.size() < options.maxNumSeqs()) {
            Stream request = waiting.getFirst();
            int cached = cache.cached(request);
            int tokens = Math.min(chunk(request.length() - cached), budget);
            if (!cache.fits(request, cached + tokens, cached / cache.blockSize())) {
                return;
            }
            waiting.removeFirst();
            cache.touch(request, cached);
            request.computed = cached;
            cache.give(request, cached + tokens);
            running.add(request);
            step.add(new Chunk(request, tokens));
            budget -= tokens;
        }
    }

    private int chunk(int lacking) {
        int threshold = options.longPrefillTokenThreshold();
        return threshold > 0 ? Math.min(threshold, lacking) : lacking;
    }

    private void preempt(Stream victim) {
        step.removeIf(chunk -> chunk.request() == victim);
        cache.release(victim);
        victim.computed = 0;
        waiting.addFirst(victim);
        preemptions++;
    }

    /** Books what the step has computed, as of {@code end}. */
    void complete(double end) {
        boolean finished = false;
        for (Chunk chunk : step) {
            Stream request = chunk.request();
            request.computed += chunk.tokens();
            if (request.computed == request.length()) {
                request.generated++;
                request.firstToken = Double.isNaN(request.firstToken) ? end : request.firstToken;
                request.lastToken = end;
                if (request.finished()) {
                    cache.release(request);
                    finished = true;
                }
            }
        }
        if (finished) {
            running.removeIf(Stream::finished);
        }
    }
}
