package io.scoot.benchmarks.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.Parameter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DevProblemsTest {

    static Stream<Problem> problems() {
        return DevProblems.all().stream();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theValueTablesAreMet(Problem problem) throws IOException {
        JsonNode table = new ObjectMapper()
                .readTree(DevProblemsTest.class.getResourceAsStream("/values.json"))
                .get(problem.name());
        assertThat(table).isNotEmpty();
        for (JsonNode row : table) {
            Configuration configuration = problem.space().configuration(values(problem, row.get("configuration")));
            boolean known = row.get("outcome").asText().equals("known");
            assertThat(problem.space().admits(configuration)).isNotEqualTo(known);
            if (known) {
                continue;
            }
            Outcome outcome = problem.evaluation().apply(configuration);
            assertThat(outcome instanceof Outcome.Crashed)
                    .isEqualTo(row.get("outcome").asText().equals("crash"));
            if (outcome instanceof Outcome.Measured measured) {
                for (int j = 0; j < problem.objectives().size(); j++) {
                    assertThat(measured.metrics().get("y" + j))
                            .isCloseTo(row.get("y").get(j).asDouble(), withinPercentage(1e-10));
                }
            }
        }
    }

    @Test
    void regretIsOneForTheReferenceAndNoughtForTheBest() {
        Problem branin = Problems.named("branin");
        assertThat(branin.regret(List.of())).isEqualTo(1.0);
        assertThat(branin.regret(List.of(Outcome.measured(Map.of("y0", branin.reference()[0])))))
                .isEqualTo(1.0);
        assertThat(branin.regret(List.of(Outcome.measured(Map.of("y0", branin.best())), Outcome.crashed("no"))))
                .isZero();
        Problem zdt1 = Problems.named("zdt1");
        assertThat(zdt1.regret(List.of(Outcome.measured(Map.of("y0", 1.1, "y1", 0.0)))))
                .isEqualTo(1.0);
        assertThat(zdt1.regret(List.of(Outcome.measured(Map.of("y0", 0.1, "y1", 5.0)))))
                .isCloseTo(1.0 - 1.0 / zdt1.best(), withinPercentage(1e-10));
    }

    private static Map<String, Object> values(Problem problem, JsonNode row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : problem.space().parameters()) {
            JsonNode value = row.get(parameter.name());
            if (parameter instanceof io.scoot.ChoiceParameter) {
                values.put(parameter.name(), value.asText());
            } else if (value.isBoolean()) {
                values.put(parameter.name(), value.asBoolean());
            } else if (parameter instanceof io.scoot.IntegerParameter) {
                values.put(parameter.name(), value.asInt());
            } else {
                values.put(parameter.name(), value.asDouble());
            }
        }
        return values;
    }
}
