package io.scoot.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.scoot.Configuration;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Suggestion;
import io.scoot.journal.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

    @TempDir
    private static Path folder;

    private static Path journal;
    private static Result result;

    @BeforeAll
    static void study() {
        journal = folder.resolve("two.jsonl");
        result = Studies.recorded(Studies.two(), journal);
    }

    private static List<Observation> runs(Result of) {
        return Stream.of(of.observations(), of.confirmations(), of.failures())
                .flatMap(List::stream)
                .sorted((a, b) -> Integer.compare(a.trial().number(), b.trial().number()))
                .toList();
    }

    private static List<Map<String, String>> read(String csv) throws Exception {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv)) {
            return rows.readAll();
        }
    }

    @Test
    void everyFigureOfTheCsvReadsBackTheSame() throws Exception {
        List<Map<String, String>> rows = read(Export.of(result).csv());
        List<Observation> runs = runs(result);
        assertThat(rows).hasSameSizeAs(runs);
        assertThat(result.observations()).anyMatch(run -> !run.feasible()).anyMatch(Observation::feasible);
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> row = rows.get(i);
            Observation run = runs.get(i);
            assertThat(row).containsEntry("number", Integer.toString(run.trial().number()));
            assertThat(row)
                    .containsEntry("arrival_seed", Long.toString(run.trial().arrivalSeed()));
            assertThat(row).containsEntry("phase", run.trial().phase().name().toLowerCase(Locale.ROOT));
            assertThat(row).containsEntry("started", run.started().toString());
            assertThat(Double.parseDouble(row.get("duration_s")))
                    .isEqualTo(run.duration().toNanos() / 1e9);
            assertThat(Double.parseDouble(row.get("cost_gpu_s")))
                    .isEqualTo(run.outcome().cost());
            run.configuration().asMap().forEach((name, value) -> assertThat(row)
                    .containsEntry("parameter." + name, value.toString()));
            for (String metric : List.of("ttft_ms", "tpot_ms", "throughput_rps", "errors")) {
                String cell = row.get("metric." + metric);
                if (run.feasible()) {
                    assertThat(Double.parseDouble(cell)).isEqualTo(run.metric(metric));
                } else {
                    assertThat(cell).isEmpty();
                    assertThat(row).containsEntry("reason", ((Outcome.Crashed) run.outcome()).reason());
                }
            }
            Optional<Suggestion> suggestion = result.suggestion(run);
            String pof = row.get("pof");
            if (suggestion.isPresent()
                    && suggestion.get().probabilityOfFeasibility().isPresent()) {
                assertThat(Double.parseDouble(pof))
                        .isEqualTo(suggestion.get().probabilityOfFeasibility().getAsDouble());
                assertThat(Double.parseDouble(row.get("delta")))
                        .isEqualTo(suggestion.get().threshold().orElseThrow());
            } else {
                assertThat(pof).isEmpty();
            }
            suggestion.ifPresent(known -> known.predictions().forEach(prediction -> {
                assertThat(Double.parseDouble(row.get("predicted." + prediction.metric())))
                        .isEqualTo(prediction.mean());
                assertThat(Double.parseDouble(row.get("predicted_half_width." + prediction.metric())))
                        .isEqualTo(prediction.deviation());
            }));
        }
    }

    @Test
    void whoElseSuggestedATrialIsAColumnOnlyWhereSomebodyDid() {
        Configuration told = Studies.space().defaults().orElseThrow().with("tensor-parallel", 4);
        Result advised = Studies.one().enqueue("the simulator", told).budget(4).run();
        List<String> lines = Export.of(advised).csv().lines().toList();
        int column = List.of(lines.get(0).split(",", -1)).indexOf("suggested_by");
        assertThat(column).isPositive();
        assertThat(lines.subList(1, 4))
                .extracting(line -> line.split(",", -1)[column].replace("\"", ""))
                .containsExactly("", "the simulator", "");
        assertThat(Export.of(result).csv()).doesNotContain("suggested_by");
    }

    @Test
    void theJsonSaysWhatTheResultSays() throws Exception {
        JsonNode json = new ObjectMapper().readTree(Export.of(result).json());
        assertThat(json.get("format").asInt()).isEqualTo(1);
        Observation best = result.best().orElseThrow();
        assertThat(json.at("/best/number").asInt()).isEqualTo(best.trial().number());
        best.metrics().forEach((metric, value) -> assertThat(
                        json.at("/best/metrics/" + metric).asDouble())
                .isEqualTo(value));
        result.slos()
                .forEach((metric, value) ->
                        assertThat(json.at("/best/worst/" + metric).asDouble()).isEqualTo(value));
        assertThat(json.get("hypervolume").asDouble()).isEqualTo(result.hypervolume());
        assertThat(json.get("cost_gpu_s").asDouble()).isEqualTo(result.cost());
        assertThat(json.at("/verdict/sentence").asText())
                .isEqualTo(result.verdict().sentence());
        assertThat(json.at("/verdict/gains")).hasSameSizeAs(result.verdict().gains());
        assertThat(json.get("front")).hasSameSizeAs(result.paretoFront());
        assertThat(json.get("trials")).hasSameSizeAs(runs(result));
        assertThat(json.at("/trials/0/parameter.max-num-seqs").isInt()).isTrue();
        assertThat(json.at("/trials/0/parameter.enable-chunked-prefill").isBoolean())
                .isTrue();
    }

    @Test
    void aJournalSaysTheSameAndHowTheStudyWasSetUp() throws Exception {
        assertThat(Export.of(journal).csv()).isEqualTo(Export.of(result).csv());
        JsonNode ofJournal = new ObjectMapper().readTree(Export.of(journal).json());
        JsonNode ofResult = new ObjectMapper().readTree(Export.of(result).json());
        assertThat(ofJournal.get("trials")).isEqualTo(ofResult.get("trials"));
        assertThat(ofJournal.get("verdict")).isEqualTo(ofResult.get("verdict"));
        assertThat(ofJournal.get("seed").asLong()).isEqualTo(7);
        assertThat(ofJournal.get("budget").asInt()).isEqualTo(16);
        assertThat(ofJournal.at("/context/service").asText()).isEqualTo("chat");
        assertThat(Export.of(Journal.study(journal)).json())
                .isEqualTo(Export.of(journal).json());
    }

    @Test
    void namesAndReasonsSurviveCsvAndNoneIsAFormula() throws Exception {
        Result hostile = Studies.hostile().run();
        String csv = Export.of(hostile).csv();
        List<Map<String, String>> rows = read(csv);
        assertThat(rows).hasSameSizeAs(runs(hostile));
        assertThat(rows).anySatisfy(row -> assertThat(row).containsEntry("parameter.=cmd|' /C calc'!A0", "a,\"b\"\nc"));
        assertThat(rows)
                .anySatisfy(row -> assertThat(row).containsEntry("reason", Studies.HOSTILE + "</script><b>\u2028"));
        assertThat(csv).contains("\"a,\"\"b\"\"\nc\"").contains("\r\n");
        rows.forEach(row -> row.forEach((column, cell) -> {
            assertThat(column).doesNotStartWith("=");
            assertThat(cell).doesNotStartWith("=").doesNotStartWith("@");
        }));
    }

    @Test
    void textThatWouldBeAFormulaBeginsWithAnApostrophe() throws Exception {
        Result formula = Studies.one()
                .evaluator(trial -> trial.number() % 2 == 0
                        ? Studies.service().evaluate(trial)
                        : Outcome.crashed("=HYPERLINK(\"http://evil\")"))
                .run();
        assertThat(read(Export.of(formula).csv()))
                .anySatisfy(row -> assertThat(row).containsEntry("reason", "'=HYPERLINK(\"http://evil\")"));
        // negative numbers are numbers
        Result negative = Studies.one()
                .slos()
                .evaluator(trial -> Outcome.measured(Map.of("ttft_ms", -1.0 - trial.number())))
                .run();
        assertThat(read(Export.of(negative).csv()).get(0)).containsEntry("metric.ttft_ms", "-1.0");
    }

    @Test
    void whatIsNotFiniteIsLeftOut() throws Exception {
        Result odd = Studies.one()
                .slos()
                .budget(2)
                .confirmations(0)
                .evaluator(trial -> Outcome.measured(Map.of("ttft_ms", 1.0, "odd", Double.NaN, "endless", 1.0 / 0.0)))
                .run();
        JsonNode json = new ObjectMapper().readTree(Export.of(odd).json());
        assertThat(json.at("/trials/0").has("metric.ttft_ms")).isTrue();
        assertThat(json.at("/trials/0").has("metric.odd")).isFalse();
        assertThat(json.at("/best/metrics").size()).isEqualTo(1);
        assertThat(read(Export.of(odd).csv()).get(0))
                .containsEntry("metric.odd", "")
                .containsEntry("metric.endless", "");
        assertThat(PageFigures.of(Report.of(odd).html())
                        .at("/trials/0/metrics/1")
                        .isNull())
                .isTrue();
    }

    @Test
    void filesHoldTheSame() throws Exception {
        Path csv = folder.resolve("trials.csv");
        Path json = folder.resolve("study.json");
        Export.of(result).writeCsv(csv);
        Export.of(result).writeJson(json);
        assertThat(Files.readString(csv)).isEqualTo(Export.of(result).csv());
        assertThat(Files.readString(json)).isEqualTo(Export.of(result).json());
    }
}
