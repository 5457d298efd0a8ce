package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scoot.JournalException;
import io.scoot.Objective;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.StudyLog;
import io.scoot.StudyStoppedException;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every place that keeps a study's records must do: the journal file and PostgreSQL. */
abstract class StudyLogContract {

    /** Opens the log of a name; the same one for the same name. */
    abstract StudyLog open(String study);

    /** What others read meanwhile. */
    abstract List<String> read(String study);

    @Test
    void recordsAreKeptInTheirOrder() {
        String wide = "{\"wide\":\"" + "x".repeat(100_000) + "\"}";
        try (StudyLog log = open("a")) {
            assertThat(log.records()).isEmpty();
            log.append("{\"n\":1}");
            log.append("{\"n\":1}");
            assertThat(read("a")).containsExactly("{\"n\":1}", "{\"n\":1}");
            log.append(wide);
        }
        try (StudyLog log = open("a")) {
            assertThat(log.records()).containsExactly("{\"n\":1}", "{\"n\":1}", wide);
            log.append("{\"n\":4}");
        }
        assertThat(read("a")).hasSize(4);
        try (StudyLog other = open("b")) {
            assertThat(other.records()).isEmpty();
        }
    }

    @Test
    void oneOwnsItAtATimeAlsoInOneProcess() {
        try (StudyLog log = open("owned")) {
            log.append("{}");
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> open("owned"))
                    .withMessageContainingAll("owned", "being written by");
            log.append("{}");
        }
        try (StudyLog log = open("owned")) {
            assertThat(log.records()).hasSize(2);
        }
    }

    @Test
    void nothingIsAppendedAfterClosing() {
        StudyLog log = open("closed");
        log.append("{}");
        log.close();
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> log.append("{}"));
        assertThat(read("closed")).hasSize(1);
        log.close();
        open("closed").close();
    }

    @Test
    void anInterruptionHarmsNothingAndStays() {
        try (StudyLog log = open("interrupted")) {
            Thread.currentThread().interrupt();
            log.append("{}");
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(read("interrupted")).hasSize(1);
    }

    @Test
    void aStudyGoesOnExactlyWhereverItsRecordsEnd() {
        List<String> uninterrupted = SmallStudy.essence(SmallStudy.builder().run());
        Result whole = SmallStudy.builder().log(open("whole")).run();
        assertThat(SmallStudy.essence(whole)).isEqualTo(uninterrupted);
        List<String> records = read("whole");
        for (int end = 1; end <= records.size(); end += Boolean.getBoolean("scoot.faults") ? 1 : 5) {
            String name = "cut-" + end;
            try (StudyLog log = open(name)) {
                records.subList(0, end).forEach(log::append);
            }
            List<Integer> evaluated = new ArrayList<>();
            Result result = SmallStudy.builder()
                    .log(open(name))
                    .evaluator(trial -> {
                        evaluated.add(trial.number());
                        return SmallStudy.evaluate(trial);
                    })
                    .run();
            assertThat(SmallStudy.essence(result)).isEqualTo(uninterrupted);
            assertThat(evaluated).doesNotHaveDuplicates();
            assertThat(read(name).subList(0, end)).isEqualTo(records.subList(0, end));
        }
    }

    @Test
    void anotherStudysRecordsAreRefusedAndGivenFree() {
        SmallStudy.builder().log(open("mine")).build().close();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> SmallStudy.builder()
                        .objectives(Objective.maximize("other"))
                        .log(open("mine"))
                        .build())
                .withMessageContaining("other");
        SmallStudy.builder().log(open("mine")).build().close();
    }

    @Test
    void whatCouldNotBeRecordedIsInTheException() {
        StudyLog log = open("stopped");
        Scoot scoot = SmallStudy.builder()
                .log(log)
                .evaluator(trial -> {
                    if (trial.number() == 2) {
                        log.close();
                    }
                    return SmallStudy.evaluate(trial);
                })
                .build();
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(scoot::run)
                .withMessageContaining("trial 2");
        scoot.close();
        Result result = SmallStudy.builder().log(open("stopped")).run();
        assertThat(SmallStudy.essence(result))
                .isEqualTo(SmallStudy.essence(SmallStudy.builder().run()));
    }

    @Test
    void aLateResultIsTakenAfterReopening() {
        Trial late;
        try (Scoot scoot = SmallStudy.builder().log(open("late")).build()) {
            late = scoot.ask(1).get(0);
        }
        try (Scoot scoot = SmallStudy.builder().log(open("late")).build()) {
            scoot.tell(late, SmallStudy.evaluate(late));
            assertThat(scoot.result().observations()).hasSize(1);
        }
    }
}
