package io.scoot.simulator.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.acq.NondominatedSorting;
import io.scoot.load.LoadPlan;
import io.scoot.load.capacity.CapacityRules;
import io.scoot.load.capacity.LoadCapacity;
import io.scoot.load.capacity.MetricBound;
import io.scoot.load.trace.RequestShape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriorTest {

    private static final Deployment SMALL = new Deployment(ModelShape.LLAMA31_8B, Accelerator.L4, 1, 4096);
    private static final Objective TPOT = Objective.minimize("p95_tpot_ms");

    /** As a catalogue has it, with something that the simulation does not know. */
    private static SearchSpace space() {
        return SearchSpace.builder()
                .add(Parameter.ordinal("max-num-seqs", 0, 4, 8, 64, 256).withAutomatic())
                .add(Parameter.ordinal("max-num-batched-tokens", 0, 256, 1024, 4096)
                        .withAutomatic())
                .add(Parameter.ordinal("watermark", 0, 0.01))
                .add(Parameter.ordinal("pipeline-parallel-size", 1, 2))
                .add(Parameter.choice("enable-prefix-caching", "not given", "on", "off", "by magic"))
                .constraint(
                        "max-num-batched-tokens >= max-num-seqs",
                        c -> c.getInt("max-num-batched-tokens") == 0
                                || c.getInt("max-num-batched-tokens") >= c.getInt("max-num-seqs"))
                .defaults(Map.of(
                        "max-num-seqs",
                        0,
                        "max-num-batched-tokens",
                        0,
                        "watermark",
                        0,
                        "pipeline-parallel-size",
                        1,
                        "enable-prefix-caching",
                        "not given"))
                .build();
    }

    private static LoadPlan.Builder load() {
        return LoadPlan.builder("m")
                .rate(2.0)
                .seconds(20.0)
                .pool(List.of(new RequestShape(900, 60, 0, 100), new RequestShape(300, 30, 0, 100)));
    }

    private static Prior prior(List<Objective> objectives, Slo... slos) {
        return Prior.of(space(), objectives, List.of(slos), SMALL, load().build());
    }

    @Test
    void threeOfTheBestAreGivenAndTheSameForTheSameSeed() {
        Prior prior = prior(List.of(TPOT), Slo.atMost("p95_ttft_ms", 2000.0));
        Prior.Advice advice = prior.advice(7L);
        assertThat(advice).isEqualTo(prior.advice(7L));
        assertThat(advice.kept()).isPositive().isLessThanOrEqualTo(advice.worked());
        assertThat(advice.worked()).isLessThanOrEqualTo(advice.simulated());
        assertThat(advice.configurations()).hasSize(3).doesNotHaveDuplicates().allSatisfy(given -> {
            assertThat(space().admits(given)).isTrue();
            assertThat(given).isNotEqualTo(space().defaults().orElseThrow());
            assertThat(given.getDouble("watermark")).isZero();
            assertThat(given.getInt("pipeline-parallel-size")).isEqualTo(1);
            assertThat(given.getString("enable-prefix-caching")).isNotEqualTo("by magic");
        });
        Configuration best = advice.configurations().get(0);
        assertThat(simulated(best, "p95_tpot_ms"))
                .isLessThan(simulated(space().defaults().orElseThrow(), "p95_tpot_ms"));
        assertThat(simulated(best, "p95_ttft_ms")).isLessThan(2000.0);
    }

    private static double simulated(Configuration configuration, String metric) {
        try {
            EngineV1 engine = new EngineV1(
                    SMALL.model(), SMALL.gpu(), new Flags(configuration.asMap(), SMALL.gpu()).options(), 4096);
            return new PlannedLoad(load().build()).metrics(engine, 1, 7L).getOrDefault(metric, Double.NaN);
        } catch (EngineFailure e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void ofSeveralObjectivesTheFrontIsGiven() {
        Prior.Advice advice = prior(List.of(Objective.minimize("ttft_ms"), Objective.minimize("tpot_ms")))
                .advice(1L);
        List<double[]> values = advice.configurations().stream()
                .map(c -> new double[] {-simulated(c, "ttft_ms"), -simulated(c, "tpot_ms")})
                .toList();
        assertThat(values).hasSizeBetween(2, 3);
        assertThat(values).allSatisfy(value -> assertThat(values)
                .noneMatch(rival -> NondominatedSorting.dominates(rival, value)));
    }

    @Test
    void aCapacityIsLookedForAsOnARealEngine() {
        LoadCapacity search = new LoadCapacity(
                MetricBound.parse("ttft_p95=1500"), new CapacityRules(2.0, 20, 0.02, 0.2, 6, Duration.ofMinutes(15)));
        Objective capacity = Objective.maximize("capacity_rps");
        SearchSpace few = SearchSpace.builder()
                .add(Parameter.ordinal("max-num-seqs", 0, 1, 16).withAutomatic())
                .defaults(Map.of("max-num-seqs", 1))
                .build();
        Prior.Advice advice = Prior.ofCapacity(few, List.of(capacity), List.of(), SMALL, load().build(), search)
                .advice(1L);
        assertThat(advice.simulated()).isEqualTo(3);
        assertThat(advice.configurations())
                .extracting(c -> c.getInt("max-num-seqs"))
                .containsExactly(0); // 16 is no longer near it
    }

    @Test
    void whatIsLeftOutIsSaid() {
        assertThat(prior(List.of(TPOT)).notes())
                .containsExactly(
                        "at the default, for the simulator does not know them: watermark",
                        "not simulated: pipeline-parallel-size 2; enable-prefix-caching by magic");
    }

    @Test
    void whatCannotBeSimulatedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior(List.of(Objective.minimize("itl_ms"))))
                .withMessageContainingAll("\"itl_ms\" is not simulated", "ttft_ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior(List.of(TPOT), Slo.atLeast("accuracy", 0.9)))
                .withMessageContaining("\"accuracy\" is not simulated");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior(List.of(Objective.maximize("goodput_rps")))); // without a bound on requests
        Map<String, Object> staged =
                new LinkedHashMap<>(space().defaults().orElseThrow().asMap());
        staged.put("pipeline-parallel-size", 2);
        SearchSpace.Builder other = SearchSpace.builder();
        space().parameters().forEach(other::add);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Prior.of(other.defaults(staged).build(), List.of(TPOT), List.of(), SMALL, load().build()))
                .withMessageContaining("default pipeline-parallel-size=2 is not simulated");
        SearchSpace strange = SearchSpace.builder()
                .add(Parameter.bool("turbo"))
                .defaults(Map.of("turbo", false))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prior.of(strange, List.of(TPOT), List.of(), SMALL, load().build()))
                .withMessageContaining("[turbo]");
        LoadPlan blocks = load().pool(List.of(new RequestShape(600, 10, 0, 0, List.of(1L, 2L))))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prior.of(space(), List.of(TPOT), List.of(), SMALL, blocks))
                .withMessageContaining("named blocks");
    }

    @Test
    void whereNothingWorksNothingIsSuggested() {
        Deployment tooSmall = new Deployment(ModelShape.LLAMA31_70B, Accelerator.L4, 1, 4096);
        Prior.Advice advice = Prior.of(space(), List.of(TPOT), List.of(), tooSmall, load().build())
                .advice(1L);
        assertThat(advice.configurations()).isEmpty();
        assertThat(advice.worked()).isZero();
    }

    @Test
    void aServiceSimulatedAsARealOneIsCloseToItself() {
        V1Service service = V1Service.named("chat-llama-3.1-8b-1l4");
        Configuration standard = service.space().defaults().orElseThrow();
        Deployment deployment = service.deployment();
        EngineOptions options = V1Space.options(standard, deployment.gpu());
        assertThat(options).isEqualTo(EngineOptions.defaults(deployment.gpu(), 1));
        Outcome.Measured itself = (Outcome.Measured) service.evaluate(standard, 1L);
        try {
            EngineV1 engine = new EngineV1(deployment.model(), deployment.gpu(), options, deployment.maxModelLength());
            Map<String, Double> planned = new PlannedLoad(service.loadPlan()).metrics(engine, 1, 3L);
            assertThat(planned.get("tpot_ms") / itself.metrics().get("tpot_ms")).isBetween(0.8, 1.25);
            assertThat(planned).doesNotContainKeys("itl_ms", "sent_ttft_ms", "lateness_ms");
        } catch (EngineFailure e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClosedLoopHasNoMoreOpenThanItMay() throws EngineFailure {
        EngineV1 engine = new EngineV1(SMALL.model(), SMALL.gpu(), EngineOptions.defaults(SMALL.gpu(), 1), 4096);
        LoadPlan alone = load().arrivals(io.scoot.load.Arrivals.atOnce(10))
                .maxConcurrency(1)
                .pool(List.of(new RequestShape(300, 30, 0, 0)))
                .build();
        Map<String, Double> metrics = new PlannedLoad(alone).metrics(engine, 1, 1L);
        assertThat(metrics.get("throughput_rps") * metrics.get("latency_ms") / 1e3)
                .isBetween(0.95, 1.2); // one at a time, but for the server's part of a latency
        assertThat(metrics.get("p99_ttft_ms") / metrics.get("p50_ttft_ms")).isBetween(0.99, 1.05); // nobody waits
    }
}
