package io.scoot.load.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.LoadSeeds;
import io.scoot.load.scripted.Script;
import io.scoot.load.scripted.ScriptedServer;
import io.scoot.load.scripted.ScriptedServer.Request;
import io.scoot.load.trace.RequestShape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Servers of known capacity. Limits are far apart, so that a busy machine moves little. The tests wait, side by side. */
@Execution(ExecutionMode.CONCURRENT)
class LoadCapacityTest {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    private static LoadPlan.Builder plan(double rate) {
        return LoadPlan.builder("m")
                .pool(List.of(new RequestShape(7, 2, 0, 2)))
                .arrivals(Arrivals.fixed())
                .rate(rate)
                .drain(Duration.ofSeconds(5));
    }

    private static LoadCapacity within(String bounds) {
        return new LoadCapacity(MetricBound.parse(bounds), new CapacityRules(2.0, 40, 0.02, 0.1, 8, ENOUGH));
    }

    private static CapacityReport find(String bounds, double start, Function<Request, Script> scripts)
            throws InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(0, scripts)) {
            return within(bounds).find(plan(start).build(), server.address(), LoadSeeds.of(1L), () -> true);
        }
    }

    /** One request at a time, each for so long, whether or not its client has gone. */
    private static final class OneAtATime implements Function<Request, Script> {
        private final double seconds;
        private long free = System.nanoTime();

        OneAtATime(double seconds) {
            this.seconds = seconds;
        }

        @Override
        public synchronized Script apply(Request request) {
            long now = System.nanoTime();
            free = Math.max(now, free) + (long) (1e9 * seconds);
            return Script.tokens(7, 2, (free - now) * 1e-9, 0.0);
        }
    }

    /** Its time to the first token follows from how many requests came in the last second. */
    private static final class ByRate implements Function<Request, Script> {
        private final DoubleUnaryOperator ttft;
        private final Deque<Long> recent = new ArrayDeque<>();

        ByRate(DoubleUnaryOperator ttft) {
            this.ttft = ttft;
        }

        @Override
        public synchronized Script apply(Request request) {
            long now = System.nanoTime();
            recent.addLast(now);
            while (now - recent.getFirst() > 1_000_000_000L) {
                recent.removeFirst();
            }
            return Script.tokens(7, 2, ttft.applyAsDouble(recent.size()), 0.0);
        }
    }

    @Test
    void aServerOfOneRequestAtATimeTakesWhatItCanServe() throws InterruptedException {
        CapacityReport report = find("ttft_p95=400", 20.0, new OneAtATime(0.02)); // 50 per second
        assertThat(report.capacity().rps()).isBetween(35.0, 58.0);
        assertThat(report.capacity().within(0.25)).isTrue();
        assertThat(report.metrics())
                .containsEntry("capacity_rps", report.capacity().rps())
                .containsEntry("capacity_above_rps", report.capacity().above())
                .containsKey("capacity_steps");
        assertThat(report.metrics().get("p95_ttft_ms")).isLessThanOrEqualTo(400.0);
        assertThat(report.notes().get(0)).contains("rates were tried: 20.00 kept, 40.00");
        assertThat(report.notes().get(1)).startsWith("the capacity lies between");
    }

    @Test
    void aServerThatSlowsDownTakesWhatItsBoundAllows() throws InterruptedException {
        CapacityReport report = find("ttft_p95=1200", 20.0, new ByRate(n -> 0.03 * n)); // 1.2 s at 40 per second
        assertThat(report.capacity().rps()).isBetween(28.0, 46.0);
    }

    @Test
    void aCliffIsFoundAndStepsBeyondItAreShort() throws InterruptedException {
        long begin = System.nanoTime();
        CapacityReport report = find("ttft_p95=900 e2el_p95=2000", 10.0, new ByRate(n -> n > 30 ? 2.5 : 0.01));
        assertThat(report.capacity().rps()).isBetween(22.0, 34.0);
        assertThat((System.nanoTime() - begin) * 1e-9).isLessThan(ENOUGH.toSeconds() + 10.0);
    }

    @Test
    void aServerThatTakesNothingHasNone() throws InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(0, request -> Script.tokens(7, 2, 0.3, 0.0))) {
            CapacityReport report = new LoadCapacity(
                            MetricBound.parse("ttft_p95=100"),
                            new CapacityRules(0.5, 20, 0.0, 0.05, 3, Duration.ofSeconds(60)))
                    .find(plan(40.0).build(), server.address(), LoadSeeds.of(2L), () -> true);
            assertThat(report.metrics()).containsEntry("capacity_rps", 0.0).containsEntry("capacity_steps", 3.0);
            assertThat(report.notes()).anyMatch(note -> note.startsWith("no rate that was tried keeps the bounds"));
            assertThat(report.shown().stopped().orElse("")).contains("p95_ttft_ms <= 100 is broken by");
            assertThat(report.shown().results()).hasSizeLessThan(20);
        }
    }

    @Test
    void failuresBreakARateAndTimeEndsTheSearch() throws InterruptedException {
        Script refusal = Script.refusal(500, "{\"error\":\"too much\"}");
        ByRate many = new ByRate(n -> n > 30 ? 9.0 : 0.01);
        CapacityReport refusing = find("ttft_p95=1000", 20.0, request -> {
            Script answer = many.apply(request);
            return answer.steps().get(0).seconds() > 1.0 && request.number() % 4 == 0
                    ? refusal
                    : Script.tokens(7, 2, 0.01, 0.0);
        });
        assertThat(refusing.capacity().rps()).isBetween(19.0, 40.0);
        try (ScriptedServer server = ScriptedServer.start(0, request -> Script.tokens(7, 2, 0.0, 0.0))) {
            CapacityReport brief = new LoadCapacity(
                            MetricBound.parse("ttft_p95=10000"),
                            new CapacityRules(1.0, 20, 0.0, 0.05, 14, Duration.ofMillis(2500)))
                    .find(plan(20.0).build(), server.address(), LoadSeeds.of(2L), () -> true);
            assertThat(brief.capacity().steps()).hasSizeBetween(1, 2);
            assertThat(brief.capacity().above()).isInfinite();
            assertThat(brief.notes())
                    .anyMatch(note -> note.contains("the capacity is at least"))
                    .anyMatch(note -> note.contains("limit of 2 s"));
        }
    }

    @Test
    void whatHasNoCapacityIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadCapacity(List.of(), CapacityRules.standard()))
                .withMessageContaining("ttft_p95=500");
        LoadCapacity capacity = within("ttft_p95=500");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        capacity.check(plan(1.0).arrivals(Arrivals.atOnce(5)).build()))
                .withMessageContaining("constant rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> capacity.check(plan(1.0).maxConcurrency(5).build()))
                .withMessageContaining("hides the queue");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapacityRules(1.0, 19, 0.0, 0.05, 14, ENOUGH))
                .withMessageContaining("leastRequests 19 must be at least 20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapacityRules(1.0, 20, 1.0, 0.05, 14, ENOUGH))
                .withMessageContaining("failedShare");
    }
}
