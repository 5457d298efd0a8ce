package io.scoot.cli.study;

import io.scoot.Configuration;
import io.scoot.JournalException;
import io.scoot.Observation;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.Suggestion;
import io.scoot.journal.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The trials that a study begins with on an advisor's word. Once it has gone beyond them nobody is asked again. */
final class FirstTrials {

    private FirstTrials() {}

    /**
     * Asks the subject's advisor, if there is one, and enqueues what it says and was not tried yet.
     *
     * @param said is told what people should know
     */
    static void enqueue(Scoot.Builder study, Subject subject, Settings settings, Consumer<String> said) {
        subject.advisor().ifPresent(advisor -> {
            Optional<List<Configuration>> tried = settings.journal()
                    .filter(Files::exists)
                    .map(journal -> tried(journal, advisor.name()))
                    .orElse(Optional.of(List.of()));
            if (tried.isPresent()) {
                said.accept("Asking " + advisor.name() + " what to try first.");
                Advisor.Advice advice = advisor.advise(settings.seed());
                said.accept(advice.sentence());
                int left = advice.configurations().size() - tried.get().size();
                study.enqueue(
                        advisor.name(),
                        advice.configurations().stream()
                                .filter(configuration -> !tried.get().contains(configuration))
                                .limit(Math.max(0, Math.min(left, settings.budget() - 1))) // beside the default
                                .toArray(Configuration[]::new));
            }
        });
    }

    /** What a journal has tried on the advisor's word; empty if it has gone beyond that, or cannot tell. */
    private static Optional<List<Configuration>> tried(Path journal, String name) {
        try {
            if (Journal.read(journal).isEmpty()) {
                return Optional.of(List.of());
            }
            Result result = Journal.study(journal).result();
            List<Observation> own = Stream.concat(result.observations().stream(), result.failures().stream())
                    .filter(o -> o.trial().phase() != Phase.DEFAULT)
                    .toList();
            boolean beyond = own.stream()
                    .anyMatch(o ->
                            !result.suggestion(o).flatMap(Suggestion::origin).equals(Optional.of(name)));
            return beyond
                    ? Optional.empty()
                    : Optional.of(own.stream().map(Observation::configuration).toList());
        } catch (JournalException e) { // of an old version, or damaged, which whoever opens it will say
            return Optional.empty();
        }
    }
}
