package io.scoot.cli.study;

import io.scoot.Slo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a study is run and shown.
 *
 * @param budget observations, the default configuration included
 * @param parallelism configurations evaluated at a time
 * @param seed of all that is random
 * @param confirmations pairs of runs of default and best configuration
 * @param confirmSimplified whether the simplified configuration is run beside each pair
 * @param timeout of an evaluation
 * @param suggester who suggests
 * @param journal the study's records
 * @param page file of the study's page, written at the end
 * @param slos bounds that the best must keep
 * @param json whether one JSON object is all that is printed
 */
public record Settings(
        int budget,
        int parallelism,
        long seed,
        int confirmations,
        boolean confirmSimplified,
        Optional<Duration> timeout,
        SuggesterKind suggester,
        Optional<Path> journal,
        Optional<Path> page,
        List<Slo> slos,
        boolean json) {

    /** Copies the bounds. */
    public Settings {
        slos = List.copyOf(slos);
    }

    /** The same with a journal. */
    public Settings withJournal(Path file) {
        return new Settings(
                budget,
                parallelism,
                seed,
                confirmations,
                confirmSimplified,
                timeout,
                suggester,
                Optional.of(file),
                page,
                slos,
                json);
    }
}
