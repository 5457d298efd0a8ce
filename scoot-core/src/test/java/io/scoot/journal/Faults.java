package io.scoot.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Trial;
import io.scoot.internal.records.RecordedStudy;
import io.scoot.internal.study.StudyEvent;
import io.scoot.internal.study.StudyPlan;
import io.scoot.suggest.ScootSuggester;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The study that the fault tests break, and how they report: in full by {@code mvn -q -Pfaults}, else a small version. */
final class Faults {

    static final boolean FULL = Boolean.getBoolean("scoot.faults");
    static final int BUDGET = 30;
    static final int PARALLELISM = 4;

    static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.integer("seqs", 1, 4096).log())
            .add(Parameter.real("delay", 0.0, 2.0))
            .add(Parameter.bool("prefix-caching"))
            .add(Parameter.choice("backend", "FLASH", "XFORMERS"))
            .constraint("little delay with many seqs", c -> c.getInt("seqs") * c.getDouble("delay") < 4096.0)
            .defaults(Map.of("seqs", 64, "delay", 0.5, "prefix-caching", false, "backend", "XFORMERS"))
            .build();

    private static final List<Objective> OBJECTIVES = List.of(Objective.minimize("ttft_ms"));

    private static final Logger EXPECTED =
            Logger.getLogger(Journal.class.getName()); // a strong reference, or it is forgotten

    static {
        EXPECTED.setLevel(Level.SEVERE); // thousands of unfinished records are dropped, as they should be
    }

    private Faults() {}

    static Outcome evaluate(Trial trial) {
        Configuration c = trial.configuration();
        if (c.getInt("seqs") > 2000 && c.getBoolean("prefix-caching")) {
            return Outcome.crashed("out of memory");
        }
        double seqs = Math.log(c.getInt("seqs") / 500.0);
        double ttft =
                100.0 + 10.0 * seqs * seqs + 30.0 * c.getDouble("delay") + (c.getBoolean("prefix-caching") ? 0 : 20);
        return Outcome.measured(Map.of("ttft_ms", ttft)).withCost(2.0);
    }

    static Scoot.Builder study() {
        return new Scoot.Builder()
                .space(SPACE)
                .objectives(OBJECTIVES.get(0))
                .evaluator(Faults::evaluate)
                .budget(BUDGET)
                .parallelism(PARALLELISM)
                .seed(5);
    }

    static Scoot.Builder study(Path journal) {
        return study().journal(journal);
    }

    /** The same study as {@link #study()}. */
    static StudyPlan plan() {
        return new StudyPlan(
                SPACE,
                OBJECTIVES,
                List.of(),
                ScootSuggester.defaults(),
                5,
                Optional.empty(),
                false,
                Map.of(),
                List.of(),
                List.of(),
                new StudyPlan.Limits(BUDGET, 3, false, 2, true, 0.01, Optional.empty()));
    }

    /** What a journal holds, in this study's space. */
    static List<StudyEvent> events(Path journal) {
        return RecordedStudy.events(Journal.read(journal), SPACE);
    }

    /** What must be the same, whatever happened in between. */
    static List<String> essence(Result result) {
        return Stream.concat(result.observations().stream(), result.confirmations().stream())
                .map(Faults::essence)
                .toList();
    }

    static String essence(Observation observation) {
        Trial trial = observation.trial();
        return trial.number() + " " + trial.batch() + " " + trial.phase() + " " + trial.configuration() + " "
                + trial.arrivalSeed() + " " + observation.outcome();
    }

    /** How many of {@code expected} are missing or different in {@code actual}, or are too many there. */
    static int different(List<String> expected, List<String> actual) {
        int different = Math.abs(expected.size() - actual.size());
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            different += expected.get(i).equals(actual.get(i)) ? 0 : 1;
        }
        return different;
    }

    /** One JSON line. */
    static void report(Map<String, Object> figures) {
        if (FULL) {
            try {
                System.out.println(new ObjectMapper().writeValueAsString(figures));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
