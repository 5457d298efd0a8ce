package io.scoot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.scoot.Configuration;
import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.Simplification;
import io.scoot.Verdict;
import io.scoot.journal.Journal;
import io.scoot.suggest.Band;
import io.scoot.suggest.Explanation;
import io.scoot.suggest.LeaveOneOut;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure in the page is the one computed from the result. */
class ReportTest {

    /** Of what is rounded to five digits for the page. */
    private static final double FIVE_DIGITS = 1e-4;

    @TempDir
    private static Path folder;

    private static Path journal;
    private static Result result;
    private static Explanation model;
    private static JsonNode page;

    @BeforeAll
    static void study() throws Exception {
        journal = folder.resolve("two.jsonl");
        Studies.recorded(Studies.two(), journal);
        result = Journal.study(journal).result();
        model = Explanation.of(result.history().orElseThrow());
        Path html = folder.resolve("two.html");
        Report.write(journal, html);
        page = PageFigures.of(Files.readString(html));
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(value -> numbers.add(value.isNull() ? null : value.asDouble()));
        return numbers;
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(value -> names.add(value.get("name").asText()));
        return names;
    }

    @Test
    void theHeadline() {
        JsonNode head = page.get("headline");
        Verdict verdict = result.verdict();
        assertThat(head.get("comparison").asText())
                .isEqualTo(verdict.comparison().name().toLowerCase(Locale.ROOT));
        assertThat(head.get("sentence").asText()).isEqualTo(verdict.sentence());
        assertThat(head.get("best").asInt())
                .isEqualTo(result.best().orElseThrow().trial().number());
        assertThat(verdict.gains()).isNotEmpty();
        for (int i = 0; i < verdict.gains().size(); i++) {
            JsonNode gain = head.get("gains").get(i);
            assertThat(gain.get("mean").asDouble())
                    .isEqualTo(verdict.gains().get(i).mean());
            assertThat(gain.get("low").asDouble())
                    .isEqualTo(verdict.gains().get(i).low());
            assertThat(gain.get("high").asDouble())
                    .isEqualTo(verdict.gains().get(i).high());
            assertThat(gain.get("pairs").asInt())
                    .isEqualTo(verdict.gains().get(i).pairs());
        }
        Simplification simple = result.simplified().orElseThrow();
        JsonNode kept = head.at("/simplification/kept");
        assertThat(head.at("/simplification/loss").asDouble()).isEqualTo(simple.loss());
        assertThat(head.at("/simplification/refuted").asBoolean()).isEqualTo(simple.refuted());
        assertThat(head.at("/simplification/runs")).hasSameSizeAs(simple.measured());
        assertThat(kept).hasSameSizeAs(simple.kept());
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i).get("parameter").asText())
                    .isEqualTo(simple.kept().get(i).parameter());
            assertThat(kept.get(i).get("worth").asDouble())
                    .isEqualTo(simple.kept().get(i).worth());
            assertThat(kept.get(i).get("low").asDouble())
                    .isEqualTo(simple.kept().get(i).low());
            assertThat(kept.get(i).get("high").asDouble())
                    .isEqualTo(simple.kept().get(i).high());
        }
        head.get("readings").forEach(reading -> {
            String metric = reading.get("metric").asText();
            assertThat(reading.get("best").asDouble())
                    .isEqualTo(result.best().orElseThrow().metric(metric));
            assertThat(reading.get("standard").asDouble())
                    .isEqualTo(result.observations().get(0).metric(metric));
            if (result.slos().containsKey(metric)) {
                assertThat(reading.get("worst").asDouble())
                        .isEqualTo(result.slos().get(metric));
            }
        });
        assertThat(page.get("cost").asDouble()).isEqualTo(result.cost());
    }

    @Test
    void theBounds() throws Exception {
        Result bounded = Studies.one().run();
        JsonNode head = PageFigures.of(Report.of(bounded).html()).get("headline");
        List<Verdict.Bound> bounds = bounded.verdict().bounds();
        assertThat(head.get("bounds")).hasSize(1).hasSameSizeAs(bounds);
        assertThat(head.at("/bounds/0/text").asText())
                .isEqualTo(bounds.get(0).slo().toString());
        assertThat(head.at("/bounds/0/status").asText())
                .isEqualTo(bounds.get(0).status().name().toLowerCase(Locale.ROOT));
        assertThat(head.at("/bounds/0/worst").asDouble())
                .isEqualTo(bounds.get(0).worst().orElseThrow());
        assertThat(head.at("/bounds/0/margin").asDouble())
                .isEqualTo(bounds.get(0).margin().orElseThrow());
    }

    @Test
    void everyTrial() {
        List<Observation> runs = Stream.of(result.observations(), result.confirmations(), result.failures())
                .flatMap(List::stream)
                .sorted((a, b) -> Integer.compare(a.trial().number(), b.trial().number()))
                .toList();
        List<String> metrics = names(page.get("metrics"));
        List<String> parameters = names(page.get("parameters"));
        JsonNode trials = page.get("trials");
        Instant first =
                runs.stream().map(Observation::started).min(Instant::compareTo).orElseThrow();
        assertThat(metrics).startsWith("ttft_ms", "throughput_rps").contains("tpot_ms", "errors");
        assertThat(trials).hasSameSizeAs(runs);
        for (int i = 0; i < runs.size(); i++) {
            Observation run = runs.get(i);
            JsonNode trial = trials.get(i);
            assertThat(trial.get("number").asInt()).isEqualTo(run.trial().number());
            assertThat(trial.get("seconds").asDouble()).isEqualTo(run.duration().toNanos() / 1e9);
            assertThat(trial.get("start").asDouble())
                    .isEqualTo(Duration.between(first, run.started()).toNanos() / 1e9);
            assertThat(trial.get("keepsBounds").asBoolean()).isEqualTo(result.satisfies(run));
            assertThat(trial.get("onFront").asBoolean())
                    .isEqualTo(result.paretoFront().contains(run));
            assertThat(trial.get("outcome").asText()).isEqualTo(run.feasible() ? "measured" : "crashed");
            for (int j = 0; j < metrics.size(); j++) {
                assertThat(numbers(trial.get("metrics")).get(j))
                        .isEqualTo(run.metrics().get(metrics.get(j)));
            }
            for (int j = 0; j < parameters.size(); j++) {
                assertThat(trial.get("values").get(j).asText())
                        .isEqualTo(run.configuration().get(parameters.get(j)).toString());
            }
            result.suggestion(run).ifPresent(suggestion -> {
                suggestion.probabilityOfFeasibility().ifPresent(pof -> assertThat(
                                trial.get("pof").asDouble())
                        .isEqualTo(pof));
                suggestion.threshold().ifPresent(delta -> assertThat(
                                trial.get("delta").asDouble())
                        .isEqualTo(delta));
                suggestion.predictions().forEach(prediction -> assertThat(trial.get("predicted")
                                .get(metrics.indexOf(prediction.metric()))
                                .asDouble())
                        .isEqualTo(prediction.mean()));
            });
        }
    }

    @Test
    void noTwoTrialsShareAPlaceAtATime() throws Exception {
        Instant noon = Instant.parse("2026-11-26T12:00:00Z");
        List<Observation> overlapping = new ArrayList<>();
        for (Observation run : result.observations()) {
            overlapping.add(new Observation(
                    run.trial(), run.outcome(), noon.plusSeconds(10L * overlapping.size()), Duration.ofSeconds(25)));
        }
        JsonNode trials = PageFigures.of(Report.of(Result.builder(result.objectives())
                                .reference(result.reference())
                                .observations(overlapping)
                                .build())
                        .html())
                .get("trials");
        for (int i = 0; i < trials.size(); i++) {
            assertThat(trials.get(i).get("slot").asInt()).isEqualTo(i % 3);
            assertThat(trials.get(i).get("start").asDouble()).isEqualTo(10.0 * i);
        }
    }

    @Test
    void convergence() {
        JsonNode steps = page.get("convergence");
        assertThat(steps).hasSameSizeAs(result.observations());
        for (int i = 0; i < steps.size(); i++) {
            // the same by other means: of all that was seen so far, without what did not hold up
            Result soFar = Result.builder(result.objectives())
                    .reference(result.reference())
                    .observations(result.observations().subList(0, i + 1).stream()
                            .filter(run -> result.satisfies(run) && !result.refuted(run.configuration()))
                            .toList())
                    .build();
            assertThat(steps.get(i).get("hypervolume").asDouble()).isEqualTo(soFar.hypervolume());
            double ttft = soFar.observations().stream()
                    .mapToDouble(run -> run.metric("ttft_ms"))
                    .min()
                    .orElse(Double.NaN);
            if (!Double.isNaN(ttft)) {
                assertThat(steps.get(i).get("best").get(0).asDouble()).isEqualTo(ttft);
            }
        }
        assertThat(steps.get(steps.size() - 1).get("hypervolume").asDouble()).isEqualTo(result.hypervolume());
    }

    @Test
    void predictability() {
        for (JsonNode one : page.get("predictability")) {
            List<LeaveOneOut> errors = model.leaveOneOut(one.get("metric").asText());
            assertThat(one.get("trials")).hasSameSizeAs(errors).isNotEmpty();
            double press = 0.0;
            double spread = 0.0;
            for (int i = 0; i < errors.size(); i++) {
                JsonNode trial = one.get("trials").get(i);
                LeaveOneOut error = errors.get(i);
                assertThat(trial.get("trial").asInt())
                        .isEqualTo(error.observation().trial().number());
                assertThat(trial.get("observed").asDouble()).isEqualTo(error.measured());
                assertThat(trial.get("predicted").asDouble())
                        .isCloseTo(error.median(), within(FIVE_DIGITS * Math.abs(error.median())));
                press += Math.pow(error.measured() - error.median(), 2.0);
                int left = i;
                double others = IntStream.range(0, errors.size())
                        .filter(k -> k != left)
                        .mapToDouble(k -> errors.get(k).measured())
                        .average()
                        .orElseThrow();
                spread += Math.pow(error.measured() - others, 2.0);
            }
            assertThat(one.get("q2").asDouble()).isCloseTo(1.0 - press / spread, within(1e-9));
            assertThat(one.get("noise").asDouble())
                    .isEqualTo(model.noiseShare(one.get("metric").asText()));
        }
    }

    @Test
    void slicesGoThroughTheBest() {
        Observation best = result.best().orElseThrow();
        List<String> parameters = names(page.get("parameters"));
        assertThat(page.get("centre").asInt()).isEqualTo(best.trial().number());
        assertThat(page.get("slices"))
                .hasSize(parameters.size() * result.objectives().size());
        for (JsonNode slice : page.get("slices")) {
            String name = parameters.get(slice.get("parameter").asInt());
            assertThat(slice.get("values").size()).isGreaterThan(1);
            for (int i = 0; i < slice.get("values").size(); i++) {
                Configuration changed = best.configuration()
                        .with(name, value(slice.get("values").get(i)));
                Band band = model.bands(slice.get("metric").asText(), new double[][] {model.encode(changed)})
                        .get(0);
                assertThat(slice.get("median").get(i).asDouble()).isCloseTo(band.median(), near(band.median()));
                assertThat(slice.get("low").get(i).asDouble()).isCloseTo(band.low(), near(band.low()));
                assertThat(slice.get("high").get(i).asDouble()).isCloseTo(band.high(), near(band.high()));
            }
        }
    }

    @Test
    void theCrashMapsGoThroughTheBest() {
        Observation best = result.best().orElseThrow();
        List<String> parameters = names(page.get("parameters"));
        assertThat(page.get("crashMaps")).hasSize(parameters.size() * (parameters.size() - 1) / 2);
        for (JsonNode map : page.get("crashMaps")) {
            for (int j = 0; j < map.get("ys").size(); j++) {
                for (int i = 0; i < map.get("xs").size(); i++) {
                    Configuration changed = best.configuration()
                            .with(
                                    parameters.get(map.get("x").asInt()),
                                    value(map.get("xs").get(i)))
                            .with(
                                    parameters.get(map.get("y").asInt()),
                                    value(map.get("ys").get(j)));
                    double pof = model.probabilitiesOfFeasibility(new double[][] {model.encode(changed)})[0];
                    assertThat(map.get("pof").get(j).get(i).asInt() / 1e3).isCloseTo(pof, within(6e-4));
                }
            }
        }
        assertThat(page.get("delta").asDouble()).isEqualTo(model.threshold().orElseThrow());
    }

    @Test
    void importanceFindsWhatMattersInTheService() {
        List<String> parameters = names(page.get("parameters"));
        assertThat(page.get("importance")).hasSize(3);
        JsonNode crashing = page.get("importance").get(2);
        assertThat(crashing.get("metric").isNull()).isTrue();
        // the service crashes where max-num-seqs is large for tensor-parallel, and nowhere else
        int largest = 0;
        for (int i = 1; i < parameters.size(); i++) {
            if (crashing.get("indices").get(i).get("total").asDouble()
                    > crashing.get("indices").get(largest).get("total").asDouble()) {
                largest = i;
            }
        }
        assertThat(parameters.get(largest)).isEqualTo("max-num-seqs");
    }

    @Test
    void theSetUpIsTheJournals() {
        assertThat(page.get("title").asText()).isEqualTo("chat");
        assertThat(page.at("/setup/gpus").asText()).isEqualTo("1 × H100");
        assertThat(page.at("/setup/seed").asText()).isEqualTo("7");
        assertThat(page.at("/setup/budget").asText()).isEqualTo("16 observations");
        List<String> notes = new ArrayList<>();
        page.get("notes").forEach(note -> notes.add(note.asText()));
        assertThat(notes).isEqualTo(result.notes());
    }

    @Test
    void theCommandIsTheCallers() throws Exception {
        JsonNode own = PageFigures.of(Report.of(result)
                .title("My service")
                .command(c -> List.of("vllm", "serve", "--max-num-seqs", Integer.toString(c.getInt("max-num-seqs"))))
                .html());
        assertThat(own.get("title").asText()).isEqualTo("My service");
        assertThat(own.at("/deployments/0/forms/Command").asText())
                .isEqualTo("vllm serve \\\n  --max-num-seqs "
                        + result.best().orElseThrow().configuration().getInt("max-num-seqs"));
        assertThat(page.at("/deployments/0/forms/Flags").asText()).startsWith("--");
    }

    @Test
    void aResultMadeByHandHasNoModel() throws Exception {
        JsonNode bare = PageFigures.of(Report.of(Result.builder(result.objectives())
                        .reference(result.reference())
                        .observations(result.observations())
                        .build())
                .html());
        assertThat(bare.get("trials")).hasSameSizeAs(result.observations());
        assertThat(bare.get("slices")).isEmpty();
        assertThat(bare.get("importance")).isEmpty();
        assertThat(bare.get("centre").isNull()).isTrue();
        assertThat(names(bare.get("parameters"))).isEqualTo(names(page.get("parameters")));
    }

    @Test
    void everyKindOfStudyHasAPage() throws Exception {
        Map<String, Result> studies = Map.of(
                "nothing", Result.builder(result.objectives()).build(),
                "one trial", Studies.one().budget(1).confirmations(0).run(),
                "all crashed", Studies.allCrashed().run(),
                "no default", Studies.noDefault().run(),
                "bounds alone", Studies.boundsAlone().run(),
                "bound not kept", Studies.unkept().run(),
                "four objectives", Studies.large(24).run());
        for (Map.Entry<String, Result> study : studies.entrySet()) {
            JsonNode one = PageFigures.of(Report.of(study.getValue()).html());
            assertThat(one.get("trials").size())
                    .as(study.getKey())
                    .isEqualTo(study.getValue().observations().size()
                            + study.getValue().confirmations().size());
            assertThat(one.at("/headline/best").isNull())
                    .as(study.getKey())
                    .isEqualTo(study.getValue().best().isEmpty());
        }
    }

    @Test
    void aFileIsReplacedWholeAndNothingIsLeftBeside() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path html = inside.resolve("study.html");
        Files.writeString(html, "old");
        Report.write(result, html);
        assertThat(Files.readString(html)).startsWith("<!doctype html>").endsWith("</html>\n");
        try (Stream<Path> files = Files.list(inside)) {
            assertThat(files).containsExactly(html);
        }
        assertThatThrownBy(() -> Report.write(result, folder.resolve("missing").resolve("study.html")))
                .hasMessageContaining("study.html");
    }

    private static Object value(JsonNode json) {
        return json.isBoolean()
                ? json.asBoolean()
                : json.isInt() ? json.asInt() : json.isNumber() ? json.asDouble() : json.asText();
    }

    private static Offset<Double> near(double value) {
        return within(FIVE_DIGITS * Math.abs(value) + 1e-12);
    }
}
