package io.scoot.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Result;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.internal.records.RecordedStudy;
import io.scoot.internal.study.Study;
import io.scoot.suggest.ScootSuggester;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails at any write, force or truncation: the caller hears of it, what was recorded stays, the study goes on. */
class DiskTest {

    private static final int FOR_GOOD = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    private int runs;
    private int errors;
    private int lost;
    private int duplicated;
    private int different;

    @Test
    void nothingRecordedIsDamagedWhicheverWriteFails() throws IOException {
        List<String> uninterrupted = Faults.essence(Faults.study().run());
        int calls = told(FOR_GOOD, FOR_GOOD, 0, uninterrupted);
        assertThat(errors).isZero();
        for (int first = 0; first < calls; first += Faults.FULL ? 1 : 47) {
            for (int share : new int[] {0, 5, 8}) {
                told(first, first, share, uninterrupted); // once
                told(first, FOR_GOOD, share, uninterrupted); // until the study is opened again
            }
        }
        assertThat(errors).isGreaterThan(runs / 2);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("test", "disk");
        figures.put("runs", runs);
        figures.put("errors", errors);
        figures.put("lost", lost);
        figures.put("duplicated", duplicated);
        figures.put("different", different);
        Faults.report(figures);
        assertThat(List.of(lost, duplicated, different)).containsOnly(0);
    }

    /** Runs a study on a failing disk, and after a failure on a good one; returns how often the disk was called. */
    private int told(int first, int last, int share, List<String> uninterrupted) throws IOException {
        Path file = folder.resolve("disk-" + runs + ".jsonl");
        FailingStorage disk = new FailingStorage(FileStorage.open(file), first, last, share);
        Set<Integer> acknowledged = new HashSet<>();
        Result result = null;
        try {
            Study study = new Study(Faults.plan(), RecordedStudy.open(Journal.open(disk, "failing"), Faults.plan()));
            result = finish(study, acknowledged);
        } catch (UncheckedIOException | IOException e) {
            errors++;
        }
        disk.close();
        if (result == null) {
            Study study = new Study(Faults.plan(), RecordedStudy.open(Journal.open(file), Faults.plan()));
            Set<Integer> known = new HashSet<>();
            Result before = study.result(List.of());
            before.observations().forEach(o -> duplicated += known.add(o.trial().number()) ? 0 : 1);
            before.confirmations()
                    .forEach(o -> duplicated += known.add(o.trial().number()) ? 0 : 1);
            acknowledged.removeAll(known);
            lost += acknowledged.size();
            result = finish(study, new HashSet<>());
            study.close(Instant.EPOCH);
        }
        different += Faults.different(uninterrupted, Faults.essence(result));
        runs++;
        Files.delete(file);
        return disk.calls();
    }

    private static Result finish(Study study, Set<Integer> acknowledged) {
        while (!study.done(true)) {
            for (Trial trial : ask(study)) {
                study.tell(trial, Faults.evaluate(trial), Instant.EPOCH, Duration.ZERO);
                acknowledged.add(trial.number());
            }
        }
        return study.result(List.of());
    }

    private static List<Trial> ask(Study study) {
        Study.Next next = study.next(Faults.PARALLELISM, true, Instant.EPOCH);
        List<Trial> trials = new ArrayList<>(next.trials());
        if (next.wanted() > 0) {
            List<Suggestion> made = ScootSuggester.defaults().explain(study.history(), next.wanted());
            trials.addAll(study.accept(made, next.wanted(), Instant.EPOCH).trials());
        }
        return trials.isEmpty() ? study.confirmations(Faults.PARALLELISM, true, Instant.EPOCH) : trials;
    }
}
