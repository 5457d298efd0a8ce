package io.scoot.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The invariants of the simulator's design, section 7, but for those of a step's time and of memory. */
class EngineSimulatorTest {

    private static final EngineConfig DEFAULT = new EngineConfig(2, 256, 4096, 16, 0.0, false, false, false, false);

    @Provide
    Arbitrary<String> services() {
        return Arbitraries.of(SimulatedService.names());
    }

    @Property(tries = 300)
    void theEngineKeepsItsRulesUnderAnyConfiguration(
            @ForAll("services") String name, @ForAll EngineProfile profile, @ForAll long seed) throws EngineCrash {
        SimulatedService service = SimulatedService.named(name);
        UnitCube cube = UnitCube.of(service.space());
        EngineConfig config = SimulatedService.engine(
                cube.decode(cube.admissible(c -> true).sample(1, seed).get(0)));
        List<Request> all = service.workload().requests(seed);
        List<Request> requests = all.subList(0, Math.min(150, all.size()));
        StepRecorder recorder = new StepRecorder(config, requests);
        EngineSimulator engine = new EngineSimulator(service.model(), service.gpu(), config, profile);
        try {
            recorder.check(engine.run(requests, service.gpus(), recorder));
        } catch (EngineCrash crash) {
            assertThat(crash).hasMessageNotContaining("stuck");
            assertThat(crash.stage() == EngineCrash.Stage.START).isEqualTo(recorder.steps() == 0);
        }
    }

    @Test
    void theSameSeedMeasuresTheSameAndAnotherDoesNot() {
        SimulatedService service = SimulatedService.named("sql-13b-2a100");
        var defaults = service.space().defaults().orElseThrow();
        assertThat(service.evaluate(defaults, 5)).isEqualTo(service.evaluate(defaults, 5));
        assertThat(service.evaluate(defaults, 5)).isNotEqualTo(service.evaluate(defaults, 6));
    }

    @Test
    void aLonelyRequestTakesWhatTheCostModelSays() throws EngineCrash {
        int input = 100;
        int output = 11;
        StressResult result = run(DEFAULT, List.of(new Request(1.5, input, output, 0, 0)));
        StepCostModel cost = new StepCostModel(ModelSpec.LLAMA2_13B, GpuSpec.A100, DEFAULT);
        StepShape prompt = new StepShape();
        prompt.prefill(input, 0, 7, true);
        double prefill = cost.seconds(prompt);
        double decodes = 0.0;
        for (int token = 1; token < output; token++) {
            StepShape decode = new StepShape();
            decode.decode(input + token, BlockManager.blocks(input + token, 16));
            decodes += cost.seconds(decode);
        }
        assertThat(result.ttftMs()).isCloseTo(1e3 * prefill, within(1e-9));
        assertThat(result.tpotMs().orElseThrow()).isCloseTo(1e3 * decodes / (output - 1), within(1e-9));
        assertThat(result.p95LatencyMs()).isCloseTo(1e3 * (prefill + decodes), within(1e-9));
        assertThat(result.throughput()).isCloseTo(1.0 / (prefill + decodes), within(1e-9));
    }

    @Test
    void underLoadLatencyGrowsAndThroughputIsBoundedByTheWork() throws EngineCrash {
        double previous = 0.0;
        for (double rate : new double[] {0.1, 1.0, 4.0, 16.0, 64.0}) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                requests.add(new Request(i / rate, 800, 60, 0, 0));
            }
            StressResult result = run(DEFAULT, requests);
            assertThat(result.ttftMs()).isGreaterThanOrEqualTo(previous);
            previous = result.ttftMs();
            // The weights' and prompts' FLOPs at the card's peak: nothing can be faster.
            double flops = 2.0 * 800 * (ModelSpec.LLAMA2_13B.parameters() - 2.0 * 32000 * 5120) / 2;
            assertThat(result.throughput()).isLessThan(GpuSpec.A100.peakFlops() / flops);
        }
    }

    @Test
    void withoutADelayFactorTheGateIsOpen() throws EngineCrash {
        // One prompt per step at most is waiting: a gate that closed would make it wait for a decode step.
        EngineConfig delayed = new EngineConfig(2, 256, 4096, 16, 1.5, false, false, false, false);
        List<Request> requests = List.of(
                new Request(0.0, 500, 400, 0, 0), new Request(0.02, 3000, 400, 0, 0), new Request(0.3, 500, 3, 0, 0));
        assertThat(run(DEFAULT, requests).ttftMs())
                .isLessThan(run(delayed, requests).ttftMs());
    }

    @Test
    void aPrefixCacheWithoutSharedPrefixesCostsTimeOnly() throws EngineCrash {
        List<Request> requests = stream(200, 0);
        StressResult without = run(DEFAULT, requests);
        StressResult with = run(new EngineConfig(2, 256, 4096, 16, 0.0, false, true, false, false), requests);
        assertThat(with.finished()).isEqualTo(without.finished());
        assertThat(with.ttftMs()).isBetween(without.ttftMs(), 1.25 * without.ttftMs());
        StressResult shared = run(new EngineConfig(2, 256, 4096, 16, 0.0, false, true, false, false), stream(200, 512));
        assertThat(shared.ttftMs()).isLessThan(0.8 * without.ttftMs());
    }

    @Test
    void switchesWithoutMeaningChangeNothing() throws EngineCrash {
        List<Request> requests = stream(100, 0);
        EngineConfig one = new EngineConfig(1, 256, 4096, 16, 0.0, false, false, false, false);
        EngineConfig oneWithout = new EngineConfig(1, 256, 4096, 16, 0.0, false, false, true, false);
        assertThat(run(one, requests)).isEqualTo(run(oneWithout, requests));
        EngineConfig two = new EngineConfig(2, 256, 4096, 16, 0.0, false, false, true, false);
        assertThat(run(two, requests)).isNotEqualTo(run(DEFAULT, requests));
    }

    private static List<Request> stream(int count, int prefix) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Request(0.05 * i, 700, 40, 0, prefix))
                .toList();
    }

    private static StressResult run(EngineConfig config, List<Request> requests) throws EngineCrash {
        return new EngineSimulator(ModelSpec.LLAMA2_13B, GpuSpec.A100, config, EngineProfile.PAPER)
                .run(requests, 2, EngineSimulator.Observer.NONE);
    }
}
