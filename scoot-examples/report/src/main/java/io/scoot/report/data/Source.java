package io.scoot.report.data;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Slo;
import io.scoot.journal.Journal;
import io.scoot.journal.StudyRecord;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A study to be shown.
 *
 * @param result what was found
 * @param record how it was set up; empty of a result without a journal
 */
public record Source(Result result, Optional<StudyRecord> record) {

    /** A result, as the study that made it gives it. */
    public static Source of(Result result) {
        return new Source(result, Optional.empty());
    }

    /** A recorded study. */
    public static Source of(StudyRecord record) {
        return new Source(record.result(), Optional.of(record));
    }

    /**
     * The study of a journal; another process may be writing it.
     *
     * @throws io.scoot.JournalException if it is damaged or holds no study
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static Source of(Path journal) {
        return of(Journal.study(journal));
    }

    /** Everything that was run, by number: observations, confirmations, failures. */
    public List<Observation> trials() {
        return Stream.of(result.observations(), result.confirmations(), result.failures())
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(run -> run.trial().number()))
                .toList();
    }

    /** The parameters' names, in the space's order. */
    public List<String> parameters() {
        return history()
                .map(known -> known.space().parameters().stream()
                        .map(parameter -> parameter.name())
                        .toList())
                .orElseGet(() -> trials().stream()
                        .findFirst()
                        .map(run -> List.copyOf(run.configuration().asMap().keySet()))
                        .orElse(List.of()));
    }

    /** Every metric that was measured: objectives and bounded metrics first, then the others by name. */
    public List<String> metrics() {
        TreeSet<String> others = new TreeSet<>();
        trials().forEach(run -> others.addAll(run.metrics().keySet()));
        List<String> first = Stream.concat(
                        result.objectives().stream().map(Objective::metric),
                        result.bounds().stream().map(Slo::metric))
                .distinct()
                .toList();
        first.forEach(others::remove);
        return Stream.concat(first.stream(), others.stream()).toList();
    }

    /** What the suggester knew at the end; empty of a result that no study made. */
    public Optional<History> history() {
        return result.history();
    }

    /** The engine's default configuration. */
    public Optional<Configuration> defaults() {
        return history().flatMap(known -> known.space().defaults()).or(() -> result.observations().stream()
                .filter(run -> run.trial().phase() == Phase.DEFAULT)
                .map(Observation::configuration)
                .findFirst());
    }

    /** The default's own observation, if it worked. */
    public Optional<Observation> standard() {
        return result.observations().stream()
                .filter(run -> run.trial().phase() == Phase.DEFAULT && run.feasible())
                .findFirst();
    }
}
