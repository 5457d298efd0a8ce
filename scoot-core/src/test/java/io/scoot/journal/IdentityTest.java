package io.scoot.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scoot.Configuration;
import io.scoot.JournalException;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.suggest.GeneticSuggester;
import io.scoot.suggest.SobolSuggester;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which study a journal is of: nothing goes on as what it is not, and nothing is refused for what does not matter. */
class IdentityTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("study.jsonl");
    }

    private Scoot.Builder study() {
        return Faults.study(file()).suggester(new SobolSuggester()).budget(8).confirmations(0);
    }

    private void refused(Scoot.Builder study, String... parts) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(study::build)
                .withMessageContainingAll(parts)
                .withMessageContaining("Builder.history");
    }

    @Test
    void anotherServiceIsRefusedFieldByField() {
        study().context(Map.of("model", "llama-8b", "load", "sql", "gpus", "4 × A10"))
                .run();
        refused(
                study().context(Map.of("model", "llama-8b", "load", "bot", "rate", "5")),
                "context load: sql in the journal, bot now",
                "context gpus: 4 × A10 in the journal, none now",
                "context rate: none in the journal, 5 now");
        study().context(Map.of("gpus", "4 × A10", "load", "sql", "model", "llama-8b"))
                .build()
                .close();
    }

    @Test
    void anotherSuggesterIsNoticed() {
        study().run();
        refused(study().suggester(new GeneticSuggester()), "suggester", "SobolSuggester", "GeneticSuggester");
    }

    @Test
    void theOrderOfAReferenceDoesNotMatter() {
        Map<String, Double> one = new LinkedHashMap<>();
        Map<String, Double> other = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            one.put("metric" + i, 1.0 + i);
            other.put("metric" + (19 - i), 20.0 - i);
        }
        one.put("ttft_ms", 100.0);
        other.put("ttft_ms", 100.0);
        study().reference(one).build().close();
        study().reference(other).build().close();
    }

    @Test
    void choicesAreComparedAsSuch() {
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.choice("c", "a, b", "c"))
                .defaults(Map.of("c", "c"))
                .build();
        SearchSpace other = SearchSpace.builder()
                .add(Parameter.choice("c", "a", "b, c", "c"))
                .defaults(Map.of("c", "c"))
                .build();
        study().space(space).build().close();
        refused(study().space(other), "parameter c, values");
    }

    @Test
    void aChangedSpaceIsRefusedAndItsObservationsTeach() {
        Result before = study().run();
        SearchSpace wider = SearchSpace.builder()
                .add(Parameter.integer("seqs", 1, 8192).log())
                .add(Parameter.real("delay", 0.0, 1.0)) // narrower
                .add(Parameter.bool("prefix-caching"))
                .add(Parameter.choice("backend", "FLASH", "XFORMERS", "FLASHINFER"))
                .add(Parameter.bool("new"))
                .defaults(
                        Map.of("seqs", 64, "delay", 0.5, "prefix-caching", false, "backend", "XFORMERS", "new", false))
                .build();
        refused(
                study().space(wider),
                "parameter seqs, max: 4096 in the journal, 8192 now",
                "parameter backend, values",
                "constraint little delay with many seqs: in the journal, none now");
        List<Observation> known = Journal.observations(file());
        assertThat(known).hasSize(8).allMatch(o -> o.trial().phase() == Phase.EARLIER);
        long outside = before.observations().stream()
                .filter(o -> o.configuration().getDouble("delay") > 1.0)
                .count();
        assertThat(outside).isBetween(1L, 7L);
        Result after = Faults.study()
                .suggester(new SobolSuggester())
                .space(wider)
                .history(known)
                .budget(4)
                .confirmations(0)
                .run();
        assertThat(after.observations()).hasSize(4);
        assertThat(after.observations().get(0).trial().phase()).isEqualTo(Phase.DEFAULT);
        assertThat(after.notes())
                .filteredOn(note -> note.startsWith("history"))
                .hasSize((int) outside)
                .allMatch(note -> note.contains("\"delay\""));
    }

    @Test
    void aJournalOfFormatOneIsStillRead() throws IOException {
        Files.copy(IdentityTest.class.getResourceAsStream("/io/scoot/journal/format1.jsonl"), file());
        Scoot.Builder study = Faults.study(file()).reference(Map.of("ttft_ms", 150.0, "also", 3.0, "more", 4.0));
        try (Scoot scoot = study.build()) {
            assertThat(scoot.result().observations()).hasSize(9);
        }
        List<Observation> known = Journal.observations(file());
        assertThat(known).hasSize(9).extracting(o -> o.trial().phase()).containsOnly(Phase.EARLIER);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> study.seed(6).build())
                .withMessageContaining("seed: 5 in the journal, 6 now");
        assertThat(study.seed(5).run().observations()).hasSize(Faults.BUDGET);
    }

    @Test
    void convertedLineEndsCanBeSalvaged() throws IOException {
        Result before = study().run();
        Path converted = folder.resolve("converted.jsonl");
        Files.writeString(converted, Files.readString(file()).replace("\n", "\r\n"));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Faults.study(converted).build())
                .withMessageContaining("salvage");
        Path fresh = folder.resolve("fresh.jsonl");
        assertThat(Journal.salvage(converted, fresh))
                .isEqualTo(Journal.read(file()).size());
        assertThat(Files.readAllBytes(fresh)).isEqualTo(Files.readAllBytes(file()));
        assertThat(before.observations()).hasSize(8);
    }

    @Test
    void oddTextAndLongReasonsSurvive() throws IOException {
        String odd = "a\u2028b\u2029c\u0085d\ud800e\udc00f\u0000";
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.choice("c" + odd, odd, "plain"))
                .add(Parameter.integer("x", 0, 99))
                .defaults(Map.of("c" + odd, "plain", "x", 3))
                .build();
        Scoot.Builder study = new Scoot.Builder()
                .space(space)
                .objectives(Objective.minimize("loss" + odd))
                .suggester(new SobolSuggester())
                .evaluator(trial -> switch (trial.number()) {
                    case 1 -> Outcome.crashed(odd);
                    case 2 -> Outcome.crashed("engine: " + "x".repeat(30_000_000) + " last words");
                    default -> Outcome.measured(Map.of("loss" + odd, 1.0 * trial.number()));
                })
                .context(Map.of(odd, odd))
                .budget(6)
                .confirmations(0)
                .journal(file());
        Result result = study.run();
        assertThat(Files.size(file())).isLessThan(100_000);
        try (Scoot again = study.build()) {
            assertThat(again.result().observations()).isEqualTo(result.observations());
        }
        assertThat(((Outcome.Crashed) result.observations().get(1).outcome()).reason())
                .isEqualTo(odd);
        assertThat(((Outcome.Crashed) result.observations().get(2).outcome()).reason())
                .startsWith("engine: xxx")
                .endsWith("last words")
                .contains("characters cut")
                .hasSizeLessThan(9_000);
        assertThat(Files.readString(file(), StandardCharsets.US_ASCII)).isEqualTo(Files.readString(file()));
        Configuration first = Journal.observations(file()).get(0).configuration();
        assertThat(first.getString("c" + odd)).isEqualTo("plain");
    }
}
