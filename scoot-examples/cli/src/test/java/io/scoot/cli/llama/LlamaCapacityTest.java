package io.scoot.cli.llama;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.engines.EngineEvaluator;
import io.scoot.engines.EngineSetup;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.Prompts;
import io.scoot.load.capacity.CapacityRules;
import io.scoot.load.capacity.LoadCapacity;
import io.scoot.load.capacity.MetricBound;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The capacity of a real llama.cpp, against what a closed loop gets through it. */
class LlamaCapacityTest {

    @TempDir
    private static Path directory;

    private static String model = "";

    @BeforeAll
    static void write() throws IOException {
        model = LlamaEngine.model(directory).toString();
    }

    private static Map<String, Double> measured(LoadPlan load, Optional<LoadCapacity> capacity) throws Exception {
        Catalogue catalogue = Catalogue.named("llama-jvm", Facts.defaults().with("max-model-len", 2048));
        EngineEvaluator evaluator =
                new EngineEvaluator(EngineSetup.builder(catalogue, LlamaEngine.command(), load, directory)
                        .values(Map.of("model", model))
                        .startLimit(Duration.ofSeconds(30))
                        .stopGrace(Duration.ofSeconds(1))
                        .capacity(capacity)
                        .build());
        Outcome outcome =
                evaluator.evaluate(new Trial(1, 0, catalogue.space().defaults().orElseThrow(), Phase.SUGGESTED, 1L, 1));
        assertThat(outcome).isInstanceOf(Outcome.Measured.class);
        return ((Outcome.Measured) outcome).metrics();
    }

    private static LoadPlan.Builder load() {
        return LoadPlan.builder("tiny")
                .pool(List.of(new RequestShape(120, 16, 0, 0)))
                .prompts(Prompts.words(TinyModel.words()))
                .warmUp(1)
                .drain(Duration.ofSeconds(10));
    }

    @Test
    void itsCapacityIsAboutWhatItGetsThrough() throws Exception {
        double most = measured(
                        load().arrivals(Arrivals.atOnce(2000))
                                .maxConcurrency(2)
                                .seconds(4.0)
                                .build(),
                        Optional.empty())
                .get("throughput_rps");
        Map<String, Double> found = measured(
                load().arrivals(Arrivals.fixed()).rate(most / 2.0).build(),
                Optional.of(new LoadCapacity(
                        MetricBound.parse("ttft_p95=1000"),
                        new CapacityRules(3.0, 30, 0.02, 0.15, 6, Duration.ofSeconds(90)))));
        System.getLogger("LlamaCapacityTest").log(System.Logger.Level.INFO, "{0} in a closed loop, {1}", most, found);
        assertThat(found.get("capacity_rps")).isBetween(0.25 * most, 2.5 * most); // others compete for the machine
        assertThat(found.get("p95_ttft_ms")).isLessThanOrEqualTo(1000.0);
    }
}
