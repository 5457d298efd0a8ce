package io.scoot.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.Outcome;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedServiceTest {

    @Test
    void allThirtyTwoServicesMeasureTheirObjectivesByDefault() {
        assertThat(SimulatedService.names()).hasSize(32).doesNotHaveDuplicates();
        for (String name : SimulatedService.names()) {
            SimulatedService service = SimulatedService.named(name);
            Outcome outcome = service.evaluate(service.space().defaults().orElseThrow(), 1L);
            assertThat(outcome).as(name).isInstanceOfSatisfying(Outcome.Measured.class, measured -> assertThat(
                            measured.metrics())
                    .containsKeys(Arrays.stream(service.objectives())
                            .map(objective -> objective.metric())
                            .toArray(String[]::new)));
        }
    }

    @Test
    void anUnknownServiceIsToldWhichThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedService.named("sql-70b-8h100"))
                .withMessageContainingAll("sql-70b-8h100", "sql-13b-4a10");
    }

    @Test
    void flagsAreThoseOfTheEngine() {
        SimulatedService service = SimulatedService.named("sql-13b-4a10");
        assertThat(service.serveCommand(service.space().defaults().orElseThrow()))
                .containsExactly(
                        "vllm",
                        "serve",
                        "meta-llama/Llama-2-13b-hf",
                        "--tensor-parallel-size=4",
                        "--max-num-seqs=256",
                        "--max-num-batched-tokens=4096",
                        "--block-size=16",
                        "--scheduler-delay-factor=0.000");
    }

    @Test
    void aUsersOwnTraceIsReplayed(@TempDir Path folder) throws IOException {
        Path csv = Files.writeString(folder.resolve("mine.csv"), "when, in, out\n0,100,5\n1,3000,2\n\n2,50,90\n");
        SimulatedService service = SimulatedService.named("sql-13b-4a10").withTrace(csv, "in", "out");
        assertThat(service.workload().pool()).extracting(RequestShape::input).containsExactly(100, 3000, 50);
        assertThat(service.workload().requests(1)).allMatch(r -> r.output() <= 90);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service.withTrace(csv, "input", "out"))
                .withMessageContainingAll("\"input\"", "[when, in, out]");
        Path broken = Files.writeString(folder.resolve("broken.csv"), "in,out\n10,1\n10,many\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service.withTrace(broken, "in", "out"))
                .withMessageContainingAll("line 3", "many");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> service.withTrace(folder.resolve("none.csv"), "in", "out"))
                .withMessageContaining("none.csv");
    }

    @Test
    void aTestLastsAHundredSecondsOfArrivalsAndEverySeedHasTheSameRequests() {
        Workload workload = SimulatedService.named("bot-7b-4a10").workload();
        var requests = workload.requests(1);
        assertThat(requests.size()).isBetween(400, 600); // 5 per second
        assertThat(requests.get(requests.size() - 1).arrival()).isLessThan(100.0);
        assertThat(requests).isSortedAccordingTo(java.util.Comparator.comparingDouble(Request::arrival));
        int least = Math.min(requests.size(), workload.requests(2).size());
        assertThat(requests.stream().limit(least).mapToInt(Request::input).sum())
                .isNotZero();
    }
}
