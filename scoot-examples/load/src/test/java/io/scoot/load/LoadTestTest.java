package io.scoot.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.load.Slo.Measure;
import io.scoot.load.scripted.Script;
import io.scoot.load.scripted.Script.Step;
import io.scoot.load.scripted.ScriptedServer;
import io.scoot.load.scripted.ScriptedServer.Request;
import io.scoot.load.trace.RequestShape;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Times are long enough that a busy machine changes no outcome; accuracy is measured in {@code benchmarks}. */
class LoadTestTest {

    private static LoadPlan.Builder plan() {
        return LoadPlan.builder("m")
                .pool(List.of(new RequestShape(7, 3, 0, 2)))
                .arrivals(Arrivals.fixed())
                .rate(20.0)
                .seconds(0.5)
                .warmUp(0);
    }

    private static LoadReport run(Function<Request, Script> scripts) throws InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(0, scripts)) {
            return new LoadTest(plan().requestTimeout(Duration.ofSeconds(1)).build(), server.address())
                    .run(1L, () -> true);
        }
    }

    private static ErrorKind only(Script script) throws InterruptedException {
        Map<ErrorKind, Integer> errors = run(request -> script).errors();
        assertThat(errors).hasSize(1).containsValue(10);
        return errors.keySet().iterator().next();
    }

    @Test
    void countsAndTimesComeFromTheServer() throws InterruptedException {
        LoadReport report = run(request -> Script.tokens(9, 4, 0.1, 0.05));
        Map<String, Double> metrics = report.metrics();
        assertThat(LoadReport.metricNames()).containsAll(metrics.keySet());
        assertThat(report.errors()).isEmpty();
        assertThat(metrics.get("completed_requests")).isEqualTo(10.0);
        assertThat(report.results()).allSatisfy(result -> {
            assertThat(result.inputTokens()).isEqualTo(9);
            assertThat(result.outputTokens()).isEqualTo(4);
            assertThat(result.tokenTimes()).hasSize(4);
            assertThat(result.tpot()).isEqualTo((result.latency() - result.ttft()) / 3, within(1e-12));
        });
        assertThat(metrics.get("ttft_ms")).isBetween(100.0, 2000.0);
        assertThat(metrics.get("latency_ms")).isBetween(250.0, 3000.0);
        assertThat(metrics.get("sent_ttft_ms")).isLessThanOrEqualTo(metrics.get("ttft_ms"));
    }

    @Test
    void failuresAreCountedByKind() throws InterruptedException {
        Script whole = Script.tokens(7, 3, 0.0, 0.0);
        assertThat(only(Script.refusal(500, "{\"error\":\"boom\"}"))).isEqualTo(ErrorKind.STATUS);
        assertThat(only(whole.droppedAfter(2))).isEqualTo(ErrorKind.DISCONNECTED);
        assertThat(only(new Script(200, whole.steps().subList(0, 2), Script.Ending.COMPLETE)))
                .isEqualTo(ErrorKind.DISCONNECTED); // an orderly end, but no [DONE] and no finish reason
        assertThat(only(new Script(200, List.of(Step.of(0.0, "data: {oops\n\n")), Script.Ending.COMPLETE)))
                .isEqualTo(ErrorKind.MALFORMED);
        assertThat(only(new Script(
                        200,
                        List.of(
                                Script.token(0.0, false),
                                Step.of(0.0, "data: {\"error\":{\"message\":\"engine\"}}\n\n")),
                        Script.Ending.COMPLETE)))
                .isEqualTo(ErrorKind.STREAM_ERROR);
        assertThat(only(new Script(200, List.of(Step.of(0.0, "data: [DONE]\n\n")), Script.Ending.COMPLETE)))
                .isEqualTo(ErrorKind.EMPTY);
        assertThat(only(Script.tokens(7, 3, 5.0, 0.0))).isEqualTo(ErrorKind.TIMEOUT);
    }

    @Test
    void nobodyListening() throws InterruptedException {
        URI gone;
        try (ScriptedServer server = ScriptedServer.start(0, request -> Script.refusal(500, ""))) {
            gone = server.address();
        }
        LoadReport report = new LoadTest(plan().build(), gone).run(1L, () -> true);
        assertThat(report.errors()).containsExactly(Map.entry(ErrorKind.CONNECT, 10));
        assertThat(report.errorShare()).isEqualTo(1.0);
        assertThat(report.metrics()).doesNotContainKey("ttft_ms").containsEntry("throughput_rps", 0.0);
    }

    @Test
    void whatTheDrainDoesNotSeeIsUnfinished() throws InterruptedException {
        try (ScriptedServer server =
                ScriptedServer.start(0, request -> Script.tokens(7, 3, request.number() == 9 ? 60.0 : 0.0, 0.0))) {
            LoadReport report =
                    new LoadTest(plan().drain(Duration.ofSeconds(1)).build(), server.address()).run(1L, () -> true);
            assertThat(report.errors()).containsExactly(Map.entry(ErrorKind.UNFINISHED, 1));
            assertThat(report.errorSummary()).startsWith("1 of 10 requests failed: 1 × unfinished");
        }
    }

    @Test
    void aTestThatNeedNotGoOnEnds() throws InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(0, request -> Script.tokens(7, 3, 60.0, 0.0))) {
            LoadReport report = new LoadTest(plan().build(), server.address()).run(1L, () -> server.requests() < 3);
            assertThat(report.errors()).hasSize(1).containsKey(ErrorKind.UNFINISHED);
            assertThat(report.results()).hasSizeBetween(3, 9);
        }
    }

    @Test
    void aStreamWithPingsSplitChunksAndEmptyTextIsRead() throws InterruptedException {
        String token = "data: {\"choices\":[{\"text\":\"\",\"finish_reason\":null}]}\r\n\r\n";
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(0.0, ": ping\n\n"));
        steps.add(Step.of(0.0, token.substring(0, 20)));
        steps.add(Step.of(0.05, token.substring(20)));
        steps.add(Step.of(0.1, token + token.replace("null", "\"stop\"")));
        LoadReport report = run(request -> new Script(200, steps, Script.Ending.COMPLETE));
        assertThat(report.errors()).isEmpty();
        assertThat(report.results()).allSatisfy(result -> {
            assertThat(result.tokenTimes()).hasSize(3);
            assertThat(result.outputTokens()).isEqualTo(3);
            assertThat(result.ttft()).isGreaterThan(0.05);
        });
    }

    @Test
    void requestsSayWhatTheyShould() throws Exception {
        List<Request> seen = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(0, request -> {
            seen.add(request);
            return Script.tokens(7, 3, 0.0, 0.0);
        })) {
            new LoadTest(plan().api(Api.CHAT).body("seed", 5).warmUp(2).build(), server.address()).run(1L, () -> true);
        }
        assertThat(seen).hasSize(12).extracting(Request::path).containsOnly("/v1/chat/completions");
        List<String> prompts = new ArrayList<>();
        for (Request request : seen) {
            JsonNode body = new ObjectMapper().readTree(request.body());
            assertThat(body.get("max_tokens").asInt()).isEqualTo(3);
            assertThat(body.get("ignore_eos").asBoolean()).isTrue();
            assertThat(body.get("seed").asInt()).isEqualTo(5);
            assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
            prompts.add(body.at("/messages/0/content").asText());
        }
        assertThat(prompts).doesNotHaveDuplicates().allSatisfy(prompt -> assertThat(prompt.split(" ", -1))
                .hasSize(7)
                .startsWith(prompts.get(0).split(" ", -1)[0], prompts.get(0).split(" ", -1)[1]));
    }

    @Test
    void theSeedDrawsOrderAndWordsAndNotTheLengths() throws Exception {
        LoadPlan plan = plan().pool(List.of(new RequestShape(7, 3, 0, 2), new RequestShape(9, 1, 1, 0)))
                .build();
        List<String> one = prompts(plan, LoadSeeds.of(1L));
        List<String> two = prompts(plan, LoadSeeds.of(2L));
        assertThat(one).isEqualTo(prompts(plan, LoadSeeds.of(1L))).doesNotContainAnyElementsOf(two);
        assertThat(lengths(one)).isNotEqualTo(lengths(two)).containsExactlyInAnyOrderElementsOf(lengths(two));
        assertThat(lengths(prompts(plan, new LoadSeeds(1L, 2L)))).isEqualTo(lengths(one));
    }

    private static List<Integer> lengths(List<String> prompts) {
        return prompts.stream().map(prompt -> prompt.split(" ", -1).length).toList();
    }

    private static List<String> prompts(LoadPlan plan, LoadSeeds seeds) throws Exception {
        List<String> prompts = new ArrayList<>();
        for (RequestBodies.Prepared request : new RequestBodies(plan).inOrder(20, seeds)) {
            prompts.add(
                    new ObjectMapper().readTree(request.body()).get("prompt").asText());
        }
        return prompts;
    }

    @Test
    void aFailedWarmUpIsNoMeasurement() {
        assertThatThrownBy(() -> {
                    try (ScriptedServer server =
                            ScriptedServer.start(0, request -> Script.refusal(404, "no model m"))) {
                        new LoadTest(plan().warmUp(1).build(), server.address()).run(1L, () -> true);
                    }
                })
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("404 no model m");
    }

    @Test
    void goodputMeetsEveryBound() {
        RequestResult fast = result(0.1, 0.2, 3);
        RequestResult slow = result(0.3, 0.9, 3);
        RequestResult single = result(0.1, 0.1, 1);
        assertThat(goodput(Slo.parse("ttft:200, tpot:60"), fast, slow, single)).isEqualTo(2.0);
        assertThat(goodput(Slo.parse("e2el=150"), fast, slow, single)).isEqualTo(1.0);
        assertThat(new LoadReport(List.of(fast), 1.0, Slo.none()).metrics()).doesNotContainKey("goodput_rps");
        assertThat(Slo.parse("ttft:200").bounds()).containsExactly(Map.entry(Measure.TTFT, 200.0));
        assertThatThrownBy(() -> Slo.parse("ttfb:5")).hasMessageContaining("ttfb:5");
        assertThatThrownBy(() -> Slo.parse("ttft:-5")).hasMessageContaining("-5");
    }

    private static double goodput(Slo slo, RequestResult... results) {
        return new LoadReport(List.of(results), 1.0, slo).metrics().get("goodput_rps");
    }

    private static RequestResult result(double ttft, double latency, int tokens) {
        double[] times = tokens == 1 ? new double[] {ttft} : new double[] {ttft, (ttft + latency) / 2, latency};
        return new RequestResult(0.0, 0.0, times, 5, tokens, java.util.Optional.empty());
    }

    @Test
    void percentilesInterpolateLinearly() {
        RequestResult[] results = new RequestResult[11];
        for (int i = 0; i < results.length; i++) {
            results[i] = result(0.01 * i, 0.01 * i, 1);
        }
        Map<String, Double> metrics = new LoadReport(List.of(results), 2.0, Slo.none()).metrics();
        assertThat(metrics.get("p50_ttft_ms")).isEqualTo(50.0, within(1e-9));
        assertThat(metrics.get("p95_ttft_ms")).isEqualTo(95.0, within(1e-9)); // numpy.percentile(…, 95)
        assertThat(metrics.get("p99_latency_ms")).isEqualTo(99.0, within(1e-9));
        assertThat(metrics.get("throughput_rps")).isEqualTo(5.5);
        assertThat(metrics).doesNotContainKey("tpot_ms");
    }
}
