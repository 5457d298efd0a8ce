package io.scoot.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scoot.BoolParameter;
import io.scoot.ChoiceParameter;
import io.scoot.Configuration;
import io.scoot.OrdinalParameter;
import io.scoot.Outcome;
import io.scoot.Slo;
import io.scoot.benchmarks.problems.Half;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.benchmarks.problems.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small tables of each format, made on the spot. */
class TableFolderTest {

    @TempDir
    private Path folder;

    private Problem only() {
        List<Problem> problems = TableFolder.read(folder);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static Outcome at(Problem problem, Map<String, Object> values) {
        return problem.evaluation().apply(problem.space().configuration(values));
    }

    @Test
    void aFullGridOfCommaSeparatedValues() throws IOException {
        Files.writeString(folder.resolve("small.csv"), """
                threads,buffer,cache,mode,Throughput+,Latency-
                1,1.05E+06,0,a,10,5
                2,1.05E+06,0,a,20,4
                4,1.05E+06,0,a,30,6
                1,1.05E+06,1,a,12,3
                2,1.05E+06,1,a,22,9
                1,1.05E+06,0,b,11,7
                2,1.05E+06,0,b,21,2
                4,1.05E+06,0,b,31,8
                """);
        Problem problem = only();
        assertThat(problem.name()).isEqualTo("small");
        assertThat(problem.space().parameters())
                .hasSize(3) // the buffer has one value
                .hasAtLeastOneElementOfType(OrdinalParameter.class)
                .hasAtLeastOneElementOfType(BoolParameter.class)
                .hasAtLeastOneElementOfType(ChoiceParameter.class);
        assertThat(problem.space().constraints()).isEmpty();
        assertThat(at(problem, Map.of("threads", 4, "cache", false, "mode", "b")))
                .isEqualTo(Outcome.measured(Map.of("Throughput+", 31.0, "Latency-", 8.0)));
        assertThat(at(problem, Map.of("threads", 4, "cache", true, "mode", "b")))
                .isInstanceOf(Outcome.Crashed.class);
        // Throughputs 10 11 12 20 21 22 30 31, latencies 2 … 9: 20 and 4 are the fourth and the third from below, 12
        // and 3 farther off.
        Configuration standard = problem.space().defaults().orElseThrow();
        assertThat(standard.asMap())
                .containsEntry("threads", 2)
                .containsEntry("cache", false)
                .containsEntry("mode", "a");
        assertThat(problem.reference()).containsExactly(20.0, 4.0);
        assertThat(problem.best()).isCloseTo((21.0 - 20.0) * (4.0 - 2.0), within(1e-12));
    }

    @Test
    void aSparseTableIsAKnownConstraintAndAnAskOutsideGoesToTheNearestRow() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("sparse.csv.gz")))) {
            out.write("""
                    x,y,Time-
                    1,1,9
                    2,2,5
                    4,8,3
                    8,4,7
                    """.getBytes(StandardCharsets.UTF_8));
        }
        Problem problem = only();
        assertThat(problem.space().admits(problem.space().configuration(Map.of("x", 1, "y", 8))))
                .isFalse();
        assertThat(problem.nearest()
                        .orElseThrow()
                        .apply(problem.space().configuration(Map.of("x", 4, "y", 4)))
                        .asMap())
                .isIn(Map.of("x", 4, "y", 8), Map.of("x", 8, "y", 4));
        Problem raw = problem.unconstrained();
        assertThat(raw.space().constraints()).isEmpty();
        assertThat(at(raw, Map.of("x", 1, "y", 2)))
                .isIn(Outcome.measured(Map.of("Time-", 9.0)), Outcome.measured(Map.of("Time-", 5.0)));
        assertThat(problem.best()).isEqualTo(3.0);
        assertThat(problem.regret(List.of(Outcome.measured(Map.of("Time-", 3.0)))))
                .isZero();
    }

    @Test
    void aCacheOfKernelTuner() throws IOException {
        Files.writeString(folder.resolve("kernel.json"), """
                {"tune_params_keys": ["block", "pad", "fixed"],
                 "tune_params": {"block": [16, 32, 64], "pad": [0, 1], "fixed": [15]}, "objective": "time",
                 "cache": {"16,0,15": {"block": 16, "pad": 0, "fixed": 15, "time": 3.5},
                           "32,0,15": {"block": 32, "pad": 0, "fixed": 15, "time": 2.5},
                           "32,1,15": {"block": 32, "pad": 1, "fixed": 15, "time": "RuntimeFailedConfig"},
                           "64,1,15": {"block": 64, "pad": 1, "fixed": 15, "time": 4.5}}}
                """);
        Problem problem = only();
        assertThat(at(problem, Map.of("block", 32, "pad", true))).isInstanceOf(Outcome.Crashed.class); // failed
        assertThat(at(problem, Map.of("block", 16, "pad", true))).isInstanceOf(Outcome.Crashed.class); // no row
        assertThat(problem.reference()).containsExactly(3.5);
        assertThat(problem.best()).isEqualTo(2.5);
        assertThat(Half.of("kernel")).isEqualTo(Half.REPORTING);
        assertThat(Half.kind("kernel")).isEqualTo(Half.Kind.TABLE);
    }

    @Test
    void theServingSampleGivesATableForEachModelAndLengths() throws IOException {
        StringBuilder lines = new StringBuilder(
                "id,silicon_data_source,backend,model_path,system,precision,mode,isl,osl,"
                        + "tp_size,pp_size,attention_dp_size,moe_tp_size,moe_ep_size,silicon_ttft_ms,silicon_tpot_ms\n");
        for (int i = 0; i < 120; i++) {
            lines.append(String.format(
                    "r%d,file; silicon_concurrency=%d; x,%s,org/Model,h100,fp8,agg,1024,512,%d,1,,1,1,%d,%d%n",
                    i, 1 << (i % 10), i % 20 < 10 ? "vllm" : "trtllm", 1 << (i / 20), 100 + i, 10));
        }
        lines.append("other,file; x,vllm,org/Model,h100,fp8,disagg,1024,512,1,1,1,1,1,1,1\n");
        Files.writeString(folder.resolve("silicon.csv"), lines);
        Problem problem = only();
        assertThat(problem.name()).isEqualTo("model-1024x512");
        assertThat(problem.space().parameters()).hasSize(3);
        Outcome.Measured measured =
                (Outcome.Measured) at(problem, Map.of("backend", "vllm", "tp_size", 2, "concurrency", 64));
        assertThat(measured.metrics())
                .containsEntry("estimated_tokens_per_second_per_gpu", 64 * 1000.0 / 10 / 2)
                .containsEntry("silicon_ttft_ms", 126.0);
    }

    @Test
    void theServingSampleUnderABoundIsExact() throws IOException {
        StringBuilder lines = new StringBuilder(
                "id,silicon_data_source,backend,model_path,system,precision,mode,isl,osl,"
                        + "tp_size,pp_size,attention_dp_size,moe_tp_size,moe_ep_size,silicon_ttft_ms,silicon_tpot_ms\n");
        for (int i = 1; i <= 90; i++) {
            lines.append(String.format(
                    "r%d,file; silicon_concurrency=%d; x,vllm,org/Model,h100,fp8,agg,1024,512,1,1,,1,1,5,%d%n",
                    i, i, i * i));
        }
        Files.writeString(folder.resolve("silicon.csv"), lines);
        assertThat(TableFolder.read(folder)).isEmpty(); // too few rows for a problem without a bound
        Problem problem = Problems.bounded(Half.Kind.TABLE, Optional.of(folder)).get(0);
        assertThat(problem.name()).isEqualTo("model-1024x512:tpot33");
        assertThat(problem.slos()).containsExactly(Slo.atMost("silicon_tpot_ms", 900.0)); // 30 of 90 rows
        // Of a concurrency c the estimate is 1000 / c: the best keeps the bound easily, and the least of them has 30.
        assertThat(problem.best()).isEqualTo(1000.0);
        Outcome kept = at(problem, Map.of("concurrency", 30));
        Outcome broken = at(problem, Map.of("concurrency", 31));
        assertThat(problem.satisfies(kept)).isTrue();
        assertThat(problem.satisfies(broken)).isFalse();
        assertThat(problem.reference()[0]).isCloseTo(1000.0 / 15.0, within(1e-9));
    }

    @Test
    void theProblemsOfAFolderJoinTheOthersAndALineTooShortIsNamed() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "x,Time-\n1,2\n2,3\n");
        assertThat(Problems.all(Optional.of(folder))).hasSize(Problems.all().size() + 1);
        Files.writeString(file, "x,Time-\n1,2\n2\n");
        assertThatThrownBy(() -> TableFolder.read(folder)).hasMessageContaining("table t: 2 has 1 fields, not 2");
        Files.writeString(file, "x,Time\n1,2\n");
        assertThatThrownBy(() -> TableFolder.read(folder)).hasMessageContaining("no column ends in + or -");
    }
}
