package io.scoot.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.SearchSpace;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.benchmarks.problems.Problems;
import io.scoot.internal.space.UnitCube;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "{\"problem\": \"mixed9\", \"tuner\": \"peer\", \"seed\": 3}";

    @TempDir
    private Path folder;

    private ProblemServer server;
    private final Problem problem = Problems.named("mixed9");

    @BeforeEach
    void start() {
        server = new ProblemServer(folder.resolve("runs.jsonl"), 3);
    }

    private Map<String, Object> evaluate(Map<String, ?> values) throws IOException {
        return server.answer(JSON.writeValueAsString(Map.of("evaluate", values, "seconds", 0.5)));
    }

    @Test
    void aRunIsCountedAsOursAre() throws IOException {
        assertThat(server.answer(BEGIN))
                .containsKeys("space", "constraints", "default")
                .containsEntry("objectives", 1);
        SearchSpace ours = problem.space();
        Configuration standard = ours.defaults().orElseThrow();
        Outcome.Measured measured = (Outcome.Measured) problem.evaluation().apply(standard);
        assertThat(evaluate(standard.asMap()))
                .containsEntry("values", List.copyOf(measured.metrics().values()))
                .containsEntry("left", 2);
        evaluate(standard.asMap());
        assertThat(evaluate(standard.asMap())).containsEntry("left", 0);
        Run run = Runs.read(folder.resolve("runs.jsonl")).get(0);
        assertThat(run.key()).isEqualTo("peer mixed9 3 1");
        assertThat(run.regret()).hasSize(3).containsOnly(problem.regret(List.of(measured)));
        assertThat(server.answer(BEGIN)).containsEntry("skip", true);
    }

    @Test
    void aKnownConstraintIsFreeForAWhile() throws IOException {
        server.answer(BEGIN);
        SplittableRandom random = new SplittableRandom(1L);
        Configuration configuration = problem.space().defaults().orElseThrow();
        while (problem.space().admits(configuration)) {
            UnitCube cube = UnitCube.of(problem.space());
            configuration = cube.decode(cube.dimensions().stream()
                    .mapToDouble(dimension -> dimension.quantile(random.nextDouble()))
                    .toArray());
        }
        for (int i = 0; i < 60; i++) {
            assertThat(evaluate(configuration.asMap())).containsKey("violates").containsEntry("left", 3);
        }
        assertThat(evaluate(configuration.asMap())).containsKey("violates").containsEntry("left", 2);
    }

    @Test
    void nonsenseIsAnswered() throws IOException {
        assertThat(server.answer("{oops")).containsKey("error");
        assertThat(server.answer("{\"evaluate\": {}}")).containsKey("error");
        assertThat(server.answer("{\"problem\": \"brannin\"}").get("error").toString())
                .contains("branin");
        server.answer(BEGIN);
        assertThat(evaluate(Map.of("x", 1)).get("error").toString()).contains("there is no parameter [x]");
    }
}
