package io.scoot.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scoot.Configuration;
import io.scoot.JournalException;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Parameter;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import io.scoot.Trials;
import io.scoot.internal.study.StudyEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("study.jsonl");
    }

    /** Asks and tells until so many outcomes are told, and leaves the rest of the last batch pending. */
    private static List<Trial> tell(Scoot scoot, int outcomes) {
        int told = 0;
        while (true) {
            List<Trial> trials = scoot.ask(Faults.PARALLELISM);
            for (int i = 0; i < trials.size(); i++) {
                if (told == outcomes) {
                    return trials.subList(i, trials.size());
                }
                scoot.tell(trials.get(i), Faults.evaluate(trials.get(i)));
                told++;
            }
        }
    }

    @Test
    void aStudyGoesOnWhereItWasAndTrialsInFlightAreHandedOutAgain() {
        List<String> uninterrupted = Faults.essence(Faults.study().run());
        List<Trial> pending;
        try (Scoot scoot = Faults.study(file()).build()) {
            pending = tell(scoot, 14);
        }
        assertThat(pending).hasSize(3);
        try (Scoot scoot = Faults.study(file()).build()) {
            assertThat(scoot.result().observations()).hasSize(14);
            scoot.tell(pending.get(1), Faults.evaluate(pending.get(1))); // late, by the first attempt
            List<Trial> again = scoot.ask(Faults.PARALLELISM);
            assertThat(again).containsExactly(Trials.retried(pending.get(0)), Trials.retried(pending.get(2)));
            again.forEach(trial -> scoot.tell(trial, Faults.evaluate(trial)));
            tell(scoot, 5);
        }
        assertThat(Faults.essence(Faults.study(file()).run())).isEqualTo(uninterrupted);
        assertThat(Faults.events(file()))
                .filteredOn(StudyEvent.Closed.class::isInstance)
                .hasSize(3);
    }

    @Test
    void anAsynchronousStudyGoesOnInTheOrderOfCompletion() {
        try (Scoot one = Faults.study().asynchronous(true).build();
                Scoot two = Faults.study(file()).asynchronous(true).build()) {
            completeOutOfOrder(one, 12);
            completeOutOfOrder(two, 12);
        }
        try (Scoot one = Faults.study().asynchronous(true).build();
                Scoot two = Faults.study(file()).asynchronous(true).build()) {
            completeOutOfOrder(one, 12);
            assertThat(Faults.essence(two.result())).isEqualTo(Faults.essence(one.result()));
            List<Trial> pending = two.ask(3);
            assertThat(pending).hasSize(2).allMatch(trial -> trial.attempt() == 2);
            Trial next = two.ask(1).get(0);
            assertThat(next.configuration()).isEqualTo(one.ask(1).get(0).configuration());
        }
    }

    /** Always tells the youngest of three pending trials. */
    private static void completeOutOfOrder(Scoot scoot, int outcomes) {
        List<Trial> pending = new java.util.ArrayList<>(scoot.ask(1));
        for (int i = 0; i < outcomes; i++) {
            Trial youngest = pending.remove(pending.size() - 1);
            scoot.tell(youngest, Faults.evaluate(youngest));
            if (i + 1 < outcomes) {
                pending.addAll(scoot.ask(3 - pending.size()));
            }
        }
    }

    @Test
    void onlyOneStudyWrites() {
        try (Scoot scoot = Faults.study(file()).build()) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> Faults.study(file()).build())
                    .withMessageContainingAll("study.jsonl", "being written by another");
            Trial first = scoot.ask(1).get(0);
            assertThat(Faults.events(file())).hasSize(1); // others may read
            assertThat(first.phase()).isEqualTo(Phase.DEFAULT);
        }
        Faults.study(file()).build().close();
    }

    @Test
    void anUnfinishedRecordIsDroppedAndADamagedOneIsNamed() throws IOException {
        try (Scoot scoot = Faults.study(file()).build()) {
            tell(scoot, 6);
        }
        byte[] whole = Files.readAllBytes(file());
        Files.writeString(file(), "{\"n\":99,\"crc", StandardOpenOption.APPEND);
        Faults.study(file()).build().close();
        assertThat(Files.readString(file()))
                .startsWith(new String(whole, StandardCharsets.UTF_8))
                .doesNotContain("\"n\":99");

        String text = Files.readString(file());
        int at = text.indexOf("\"n\":3") - 1;
        Files.writeString(file(), text.substring(0, at + 60) + "#" + text.substring(at + 61));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Faults.study(file()).build())
                .withMessageContainingAll("record 3", "at byte " + at, "salvage");
        Path fresh = folder.resolve("fresh.jsonl");
        assertThat(Journal.salvage(file(), fresh)).isEqualTo(3);
        assertThat(Files.readString(fresh)).isEqualTo(text.substring(0, at));
        Faults.study(fresh).build().close();
    }

    @Test
    void aJournalOfAnotherStudyIsRefusedWithTheDifference() {
        Faults.study(file()).build().close();
        SearchSpace other = SearchSpace.builder()
                .add(Parameter.integer("seqs", 1, 2048).log())
                .add(Parameter.real("delay", 0.0, 2.0))
                .add(Parameter.bool("prefix-caching"))
                .build();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Faults.study(file())
                        .space(other)
                        .objectives(Objective.maximize("ttft_ms"))
                        .seed(6)
                        .build())
                .withMessageContainingAll(
                        "parameter seqs",
                        "max: 4096 in the journal, 2048 now",
                        "parameter backend",
                        "none now",
                        "MINIMIZE",
                        "MAXIMIZE",
                        "seed: 5 in the journal, 6 now",
                        "Journal.observations");
        Faults.study(file()).build().close(); // the lock was given free
    }

    @Test
    void moreParametersWithADefaultAndALargerBudgetAreAContinuation() {
        Faults.study(file()).run();
        SearchSpace.Builder larger = SearchSpace.builder();
        Faults.SPACE.parameters().forEach(larger::add);
        Faults.SPACE.constraints().forEach(c -> larger.constraint(c.name(), c::holds));
        Map<String, Object> defaults =
                new LinkedHashMap<>(Faults.SPACE.defaults().orElseThrow().asMap());
        defaults.put("block-size", 16);
        larger.add(Parameter.ordinal("block-size", 8, 16, 32)).defaults(defaults);
        Result result = Faults.study(file()).space(larger.build()).budget(34).run();
        assertThat(result.observations()).hasSize(34);
        assertThat(result.observations().subList(0, Faults.BUDGET))
                .allMatch(o -> o.configuration().getInt("block-size") == 16);
        assertThat(result.cost()).isGreaterThan(0.0);
        Configuration best = result.best().orElseThrow().configuration();
        assertThat(result.confirmations())
                .filteredOn(o -> o.configuration().equals(best))
                .hasSize(3);
    }

    @Test
    void earlierObservationsAreKeptByTheJournal() {
        List<Observation> earlier = Faults.study().budget(8).run().observations();
        List<String> together =
                Faults.essence(Faults.study(file()).history(earlier).budget(12).run());
        Result again = Faults.study(file()).budget(12).build().result();
        assertThat(Faults.essence(again)).isEqualTo(together);
        assertThat(again.observations()).hasSize(12);
        assertThat(Journal.observations(Journal.read(file())))
                .isEqualTo(Journal.observations(file()))
                .isNotEmpty();
    }
}
