package io.scoot.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Watches a stress test step by step, and fails where the engine breaks its own rules (the design's I1–I6 and I15). */
final class StepRecorder implements EngineSimulator.Observer {

    private final EngineConfig config;
    private final List<Request> requests;
    private final Set<Sequence> seen = new LinkedHashSet<>();
    private BlockManager blocks;
    private double previousEnd;
    private int known; // requests that had arrived when the latest step began
    private double presence; // ∫ requests in the engine dt
    private int steps;

    StepRecorder(EngineConfig config, List<Request> requests) {
        this.config = config;
        this.requests = requests;
    }

    int steps() {
        return steps;
    }

    @Override
    public void step(Scheduler scheduler, BlockManager manager, StepShape shape, double now, double end) {
        steps++;
        blocks = manager;
        assertThat(manager.free()).isNotNegative();
        assertThat(manager.owned()).isNotNegative();
        assertThat(manager.owned() + manager.free()).isEqualTo(manager.total());
        budgets(scheduler);
        arrivals(now);
        scheduler.chunks().forEach(chunk -> seen.add(chunk.sequence()));
        presence += (scheduler.waiting() + scheduler.running()) * (end - now);
        assertThat(end).isGreaterThan(now);
        previousEnd = end;
    }

    private void budgets(Scheduler scheduler) {
        int prompts =
                scheduler.chunks().stream().mapToInt(Scheduler.Chunk::tokens).sum();
        assertThat(prompts + scheduler.decodes().size()).isBetween(1, config.maxNumBatchedTokens());
        assertThat(scheduler.running()).isLessThanOrEqualTo(config.maxNumSeqs());
        if (!config.chunkedPrefill()) {
            assertThat(scheduler.chunks().isEmpty() || scheduler.decodes().isEmpty())
                    .isTrue();
        }
    }

    /** The engine rests only while nothing is in it; whoever arrives in a step waits for its end. */
    private void arrivals(double now) {
        if (now > previousEnd) {
            assertThat(requests.get(known).arrival()).isEqualTo(now);
            assertThat(seen).allMatch(Sequence::finished);
        } else {
            assertThat(now).isEqualTo(previousEnd);
        }
        while (known < requests.size() && requests.get(known).arrival() <= now) {
            presence += now - requests.get(known).arrival();
            known++;
        }
    }

    /** What must hold at the end. */
    void check(StressResult result) {
        assertThat(result.finished() + result.ignored()).isEqualTo(requests.size());
        assertThat(blocks.owned()).isZero();
        assertThat(seen).hasSize(result.finished());
        double latencies = 0.0;
        for (Sequence sequence : seen) {
            assertThat(sequence.generated).isEqualTo(sequence.request.output());
            assertThat(sequence.computed).isEqualTo(sequence.request.input() + sequence.generated - 1);
            assertThat(sequence.firstScheduled).isGreaterThanOrEqualTo(sequence.request.arrival());
            assertThat(sequence.firstToken).isGreaterThan(sequence.firstScheduled);
            assertThat(sequence.lastToken).isGreaterThanOrEqualTo(sequence.firstToken);
            latencies += sequence.lastToken - sequence.request.arrival();
        }
        if (result.ignored() == 0) { // Little's law
            assertThat(presence).isCloseTo(latencies, org.assertj.core.data.Offset.offset(1e-9 * latencies));
        }
        if (result.preemptions() == 0) { // first come, first served
            double previous = 0.0;
            for (Sequence sequence : seen.stream()
                    .sorted(java.util.Comparator.comparingInt(s -> s.id))
                    .toList()) {
                assertThat(sequence.firstScheduled).isGreaterThanOrEqualTo(previous);
                previous = sequence.firstScheduled;
            }
        }
    }
}
