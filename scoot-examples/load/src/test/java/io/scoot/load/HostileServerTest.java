package io.scoot.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.load.scripted.Script;
import io.scoot.load.scripted.Script.Ending;
import io.scoot.load.scripted.Script.Step;
import io.scoot.load.scripted.ScriptedServer;
import io.scoot.load.trace.RequestShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Servers that keep connections and close them when they like, and answers that are no streams. */
class HostileServerTest {

    private static LoadPlan.Builder plan(double rate, double seconds) {
        return LoadPlan.builder("m")
                .pool(List.of(new RequestShape(7, 3, 0, 2)))
                .arrivals(Arrivals.fixed())
                .rate(rate)
                .seconds(seconds)
                .warmUp(0);
    }

    private static LoadReport run(ScriptedServer server, LoadPlan.Builder plan) throws InterruptedException {
        try (server) {
            return new LoadTest(plan.build(), server.address()).run(1L, () -> true);
        }
    }

    @Test
    void aStatusOfOneRequestIsNoFailureOfAnother() throws InterruptedException {
        ScriptedServer server = ScriptedServer.keepingAlive(
                Duration.ofSeconds(5),
                request -> request.number() % 2 == 0
                        ? Script.refusal(429, "{\"error\":\"busy\"}")
                        : Script.tokens(7, 3, 0.01, 0.001));
        LoadReport report = run(server, plan(104.0, 1.0));
        assertThat(report.errors()).containsExactly(Map.entry(ErrorKind.STATUS, 52));
        assertThat(report.succeeded()).hasSize(52);
        assertThat(server.connections()).isLessThan(104); // kept ones were used again
    }

    @Test
    void connectionsThatTheServerClosesWhenIdleCostNothing() throws InterruptedException {
        ScriptedServer server =
                ScriptedServer.keepingAlive(Duration.ofMillis(100), request -> Script.tokens(7, 3, 0.0, 0.0));
        LoadReport report = run(server, plan(10.0, 3.0).arrivals(Arrivals.gamma(0.5)));
        assertThat(report.errors()).isEmpty();
        assertThat(report.results()).hasSizeGreaterThan(10);
    }

    @Test
    void connectionsThatTheServerClosesAtRandomCostNothing() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(7L);
        Script whole = Script.tokens(7, 3, 0.0, 0.0);
        Script closed = new Script(200, whole.steps(), Ending.CLOSED);
        ScriptedServer server = ScriptedServer.keepingAlive(Duration.ofMillis(500), request -> {
            synchronized (random) {
                return random.nextInt(3) == 0 ? closed : whole;
            }
        });
        LoadReport report = run(server, plan(1000.0, 2.0));
        assertThat(report.errors()).isEmpty();
        assertThat(report.results()).hasSize(2000);
        assertThat(server.requests()).isEqualTo(2000); // none was answered twice
    }

    @Test
    void aNewConnectionThatDiesIsAFailure() throws InterruptedException {
        ScriptedServer server = ScriptedServer.start(0, request -> new Script(200, List.of(), Ending.SILENT));
        assertThat(run(server, plan(20.0, 0.5)).errors()).containsExactly(Map.entry(ErrorKind.DISCONNECTED, 10));
    }

    @Test
    void aServerThatHangsLosesItsRequestsAndNoOthers() throws InterruptedException {
        ScriptedServer server = ScriptedServer.keepingAlive(
                Duration.ofSeconds(5), request -> Script.tokens(7, 3, request.number() % 5 == 0 ? 60.0 : 0.0, 0.0));
        LoadReport report = run(server, plan(50.0, 2.0).requestTimeout(Duration.ofSeconds(1)));
        assertThat(report.errors()).containsExactly(Map.entry(ErrorKind.TIMEOUT, 20));
        assertThat(report.faultShare()).isZero();
        assertThat(report.metrics())
                .containsEntry("unfinished_requests", 20.0)
                .containsEntry("failed_share", 0.2)
                .hasEntrySatisfying("ttft_ms", mean -> assertThat(mean).isGreaterThan(200.0)); // they waited a second
    }

    private static RequestResult.Failure only(byte[] body) throws InterruptedException {
        ScriptedServer server = ScriptedServer.start(
                0, request -> new Script(200, List.of(new Step(0.0, body, false)), Ending.COMPLETE));
        return run(server, plan(10.0, 0.1)).results().get(0).failure().orElseThrow();
    }

    private static RequestResult.Failure only(String body) throws InterruptedException {
        return only(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoStreamIsToldInTheServersWords() throws Exception {
        assertThat(only("{\"error\":{\"message\":\"no such model\",\"code\":404}}"))
                .isEqualTo(new RequestResult.Failure(ErrorKind.STREAM_ERROR, "no such model"));
        assertThat(only("{\"object\":\"error\",\"message\":\"too long\",\"code\":400}"))
                .isEqualTo(new RequestResult.Failure(ErrorKind.STREAM_ERROR, "too long"));
        RequestResult.Failure whole = only("{\"choices\":[{\"text\":\"all of it\"}],\"usage\":{}}");
        assertThat(whole.kind()).isEqualTo(ErrorKind.MALFORMED);
        assertThat(whole.detail()).startsWith("not streamed: ").contains("all of it");
        assertThat(only("<html>502 from a proxy</html>").detail()).contains("502 from a proxy");
        RequestResult.Failure packed = only(gzip("{\"error\":{\"message\":\"overloaded\"}}"));
        assertThat(packed).isEqualTo(new RequestResult.Failure(ErrorKind.STREAM_ERROR, "overloaded"));
        assertThat(only(gzip("data: {\"choices\":[{\"text\":\"a\"}]}\n\n")).detail())
                .startsWith("packed by gzip")
                .contains("choices");
        assertThat(only("upstream is away").detail()).contains("upstream is away");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aLineOfTwentyMegabytesIsJson() throws InterruptedException {
        String big = "data: {\"choices\":[{\"text\":\"" + "x".repeat(21_000_000) + "\"}]}\n\n";
        ScriptedServer server = ScriptedServer.start(
                0,
                request -> new Script(
                        200,
                        List.of(
                                Step.of(0.0, big),
                                Script.token(0.0, true),
                                Step.of(0.0, Script.usage(7, 3) + "data: [DONE]\n\n")),
                        Ending.COMPLETE));
        assertThat(run(server, plan(10.0, 0.1)).errors()).isEmpty();
    }

    @Test
    void aCapIsKeptAndAClosedLoopCountsFromTheFreePlace() throws InterruptedException {
        ScriptedServer server =
                ScriptedServer.keepingAlive(Duration.ofSeconds(5), request -> Script.tokens(7, 3, 0.05, 0.0));
        LoadReport report =
                run(server, plan(1.0, 30.0).arrivals(Arrivals.atOnce(40)).maxConcurrency(4));
        assertThat(report.errors()).isEmpty();
        assertThat(report.results()).hasSize(40);
        assertThat(server.connections()).isLessThanOrEqualTo(4);
        assertThat(report.seconds()).isBetween(0.5, 20.0);
        assertThat(report.metrics().get("p50_ttft_ms")).isLessThan(400.0); // not the waiting in the client
    }

    @Test
    void aTestWhoseOutcomeIsDecidedEnds() throws InterruptedException {
        LoadReport broken = run(
                ScriptedServer.start(0, request -> Script.refusal(500, "boom")),
                plan(20.0, 60.0).stopAtErrors(0.01));
        assertThat(broken.stopped().orElseThrow()).contains("of 1200 planned requests had failed");
        assertThat(broken.results()).hasSizeLessThan(1000);
        LoadReport saturated = run(
                ScriptedServer.start(0, request -> Script.tokens(7, 3, 100.0, 0.0)),
                plan(50.0, 60.0).stopAtOpen(20));
        assertThat(saturated.stopped().orElseThrow()).contains("more than 20");
        assertThat(saturated.errors()).containsOnlyKeys(ErrorKind.UNFINISHED);
    }

    @Test
    void wavesWarmUpUntilTheyAreNoFaster() throws InterruptedException {
        ScriptedServer server = ScriptedServer.keepingAlive(
                Duration.ofSeconds(5), request -> Script.tokens(7, 3, request.number() < 8 ? 1.5 : 0.02, 0.0));
        LoadReport report = run(server, plan(10.0, 1.0).warmUp(8).warmUpWaves(5));
        assertThat(report.results()).hasSize(10);
        assertThat(server.requests()).isBetween(26, 10 + 5 * 8); // 8 slow ones, and at least one wave more
        assertThat(report.metrics().get("p50_ttft_ms")).isLessThan(1000.0);
    }
}
