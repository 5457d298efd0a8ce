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
import io.scoot.Simplification;
import io.scoot.Slo;
import io.scoot.suggest.SobolSuggester;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study is read without the code that made it. */
class StudyRecordTest {

    @TempDir
    Path folder;

    private Scoot.Builder study(String file) {
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.integer("n", 1, 64))
                .add(Parameter.bool("fast"))
                .add(Parameter.choice("kind", "a", "b", "c"))
                .constraint("n >= 8 where fast", c -> !c.getBoolean("fast") || c.getInt("n") >= 8)
                .defaults(Map.of("n", 32, "fast", false, "kind", "a"))
                .build();
        return new Scoot.Builder()
                .space(space)
                .objectives(Objective.minimize("ms"), Objective.maximize("rps"))
                .slos(Slo.atMost("mb", 0.9).timesDefault())
                .evaluator(trial -> evaluate(trial.configuration()))
                .context(Map.of("model", "m", "gpus", "2"))
                .budget(12)
                .confirmations(2)
                .seed(7)
                .journal(folder.resolve(file));
    }

    private static Outcome evaluate(Configuration c) {
        int n = c.getInt("n");
        return n > 56
                ? Outcome.crashed("out of memory")
                : Outcome.measured(Map.of(
                                "ms", 100.0 / n + (c.getBoolean("fast") ? 0 : 5),
                                "rps", n * (c.get("kind").equals("b") ? 1.5 : 1.0),
                                "mb", 10.0 + n))
                        .withCost(3.0);
    }

    private static void same(Result read, Result run) {
        assertThat(read.observations()).isEqualTo(run.observations());
        assertThat(read.confirmations()).isEqualTo(run.confirmations());
        assertThat(read.failures()).isEqualTo(run.failures());
        assertThat(read.objectives()).isEqualTo(run.objectives());
        assertThat(read.bounds()).isEqualTo(run.bounds());
        assertThat(read.reference()).isEqualTo(run.reference());
        assertThat(read.best()).isEqualTo(run.best());
        assertThat(read.verdict()).isEqualTo(run.verdict());
        assertThat(read.cost()).isEqualTo(run.cost());
        assertThat(read.notes()).isEqualTo(run.notes());
        run.observations()
                .forEach(o -> assertThat(read.suggestion(o)).as("%s", o).isEqualTo(run.suggestion(o)));
    }

    @Test
    void aJournalAloneGivesTheResultOfItsRun() {
        Result run = study("a.jsonl").run();
        StudyRecord read = Journal.study(folder.resolve("a.jsonl"));
        same(read.result(), run);
        assertThat(read.context()).isEqualTo(Map.of("model", "m", "gpus", "2"));
        assertThat(read.suggester()).isEqualTo("scoot");
        assertThat(read.seed()).isEqualTo(7);
        assertThat(read.budget()).isEqualTo(12);
        assertThat(read.result().history().orElseThrow().space().parameters())
                .isEqualTo(run.history().orElseThrow().space().parameters());
        List<Observation> suggested = run.observations().stream()
                .filter(o -> o.trial().phase() == Phase.SUGGESTED)
                .toList();
        assertThat(suggested).isNotEmpty().allSatisfy(o -> assertThat(
                        read.result().suggestion(o).orElseThrow().predictions())
                .hasSize(3));
    }

    @Test
    void whatIsSimplifiedWithoutTheConstraintsWasMeasured() {
        study("a.jsonl").run();
        Result read = Journal.study(folder.resolve("a.jsonl")).result();
        Simplification simple = read.simplified().orElseThrow();
        Set<Configuration> measured =
                read.feasible().stream().map(Observation::configuration).collect(Collectors.toSet());
        assertThat(measured).contains(simple.configuration());
    }

    @Test
    void whatWasRunWithFewerFlagsIsToldFromTheJournalToo() {
        int measured = 0;
        for (int seed = 1; seed <= 4; seed++) {
            String file = "simplified" + seed + ".jsonl";
            Result run = study(file)
                    .objectives(Objective.minimize("ms"))
                    .seed(seed)
                    .confirmSimplified(true)
                    .run();
            Result read = Journal.study(folder.resolve(file)).result();
            if (run.simplified().filter(s -> !s.measured().isEmpty()).isPresent()) {
                assertThat(read.simplified()).isEqualTo(run.simplified());
                measured++;
            }
        }
        assertThat(measured).isPositive();
    }

    @Test
    void theTermsAreThoseOfTheLastOpening() {
        study("a.jsonl").run();
        Result stricter = study("a.jsonl")
                .slos(Slo.atMost("mb", 30.0), Slo.atLeast("rps", 10.0))
                .budget(14)
                .confirmations(0)
                .tolerance(0.3)
                .run();
        StudyRecord read = Journal.study(folder.resolve("a.jsonl"));
        same(read.result(), stricter);
        assertThat(read.budget()).isEqualTo(14);
        assertThat(read.result().bounds()).containsExactly(Slo.atMost("mb", 30.0), Slo.atLeast("rps", 10.0));
        List<String> before = Journal.read(folder.resolve("a.jsonl"));
        study("a.jsonl")
                .slos(Slo.atMost("mb", 30.0), Slo.atLeast("rps", 10.0))
                .budget(14)
                .confirmations(0)
                .tolerance(0.3)
                .run();
        assertThat(Journal.read(folder.resolve("a.jsonl")).stream()
                        .filter(record -> record.contains("resumed"))
                        .count())
                .isEqualTo(1)
                .isEqualTo(before.stream()
                        .filter(record -> record.contains("resumed"))
                        .count());
    }

    private Scoot.Builder numbers(String file, String... names) {
        SearchSpace.Builder space = SearchSpace.builder();
        Map<String, Object> defaults = new HashMap<>();
        for (String name : names) {
            String[] parts = name.split("=", -1);
            space.add(Parameter.integer(parts[0], 0, 9));
            defaults.put(parts[0], Integer.valueOf(parts[1]));
        }
        return new Scoot.Builder()
                .space(space.defaults(defaults).build())
                .objectives(Objective.minimize("ms"))
                .evaluator(trial -> Outcome.measured(
                        Map.of("ms", 1.0 + trial.configuration().getInt("a"))))
                .confirmations(0)
                .journal(folder.resolve(file));
    }

    @Test
    void aParameterThatWasAddedHasTheDefaultOfThen() {
        numbers("a.jsonl", "a=5").budget(3).run();
        Result grown = numbers("a.jsonl", "a=5", "z=2").budget(5).run();
        same(Journal.study(folder.resolve("a.jsonl")).result(), grown);
        assertThat(Journal.observations(folder.resolve("a.jsonl")))
                .hasSize(5)
                .allSatisfy(o -> assertThat(o.configuration().asMap()).containsKey("z"));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(
                        () -> numbers("a.jsonl", "a=5", "z=9").budget(6).build().close())
                .withMessageContaining("default of z: 2 in the journal, 9 now");
        Result again = numbers("a.jsonl", "a=5", "z=2", "y=1").budget(6).run();
        same(Journal.study(folder.resolve("a.jsonl")).result(), again);
    }

    @Test
    void whoReadsInTheOwnersProcessDoesNotLetOthersIn() throws Exception {
        Path file = folder.resolve("a.jsonl");
        try (Scoot scoot = numbers("a.jsonl", "a=5").budget(3).build()) {
            Journal.study(file);
            Journal.observations(file);
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process other = new ProcessBuilder(
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherOwner.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).contains("is being written by another study");
            assertThat(scoot.result().observations()).isEmpty();
        }
    }

    /** Another process that would have the journal. */
    static final class OtherOwner {
        private OtherOwner() {}

        /** Opens it. */
        public static void main(String[] arguments) {
            try (Journal journal = Journal.open(Path.of(arguments[0]))) {
                System.out.println("opened with " + journal.records().size());
            } catch (JournalException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aStudyThatRunsIsReadAsFarAsItIs() {
        try (Scoot scoot = study("a.jsonl").suggester(new SobolSuggester()).build()) {
            scoot.ask(1).forEach(trial -> scoot.tell(trial, evaluate(trial.configuration())));
            scoot.ask(3);
            StudyRecord read = Journal.study(folder.resolve("a.jsonl"));
            assertThat(read.result().observations()).hasSize(1);
            assertThat(read.result().history().orElseThrow().pending()).hasSize(3);
            assertThat(read.result().simplified()).isEmpty();
        }
    }

    @Test
    void whatTheRecordsDoNotSayIsNotGuessed() throws Exception {
        Path file = folder.resolve("old.jsonl");
        try (var in = StudyRecordTest.class.getResourceAsStream("format1.jsonl")) {
            Files.write(file, in.readAllBytes());
        }
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Journal.study(file))
                .withMessageContaining("Journal.observations(file)");
        Path empty = folder.resolve("empty.jsonl");
        Files.writeString(empty, "", StandardCharsets.UTF_8);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Journal.study(empty))
                .withMessageContaining("no study has begun");
    }
}
