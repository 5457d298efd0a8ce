package io.scoot.internal.records;

import io.scoot.Configuration;
import io.scoot.JournalException;
import io.scoot.Observation;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Suggester;
import io.scoot.internal.study.StudyEvent;
import io.scoot.internal.study.StudyPlan;
import io.scoot.internal.study.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A study as its records tell it, without the code that made it: its constraints are known by name alone.
 *
 * @param version of Scoot that began it
 * @param suggester what it was, with its options
 * @param plan with the terms of its last opening
 */
public record PastStudy(String version, String suggester, StudyPlan plan, List<StudyEvent> events) {

    /**
     * Reads a study.
     *
     * @param suggesters who has an opinion on its result, given the suggester's description
     * @throws JournalException if a record says nothing, or the records are of a Scoot that did not write all that is needed
     */
    public static PastStudy of(List<String> records, Function<String, Suggester> suggesters) {
        if (records.isEmpty()) {
            throw new JournalException("the journal is empty: no study has begun there");
        }
        StudyHeader header = StudyHeader.of(records);
        if (!header.fields().has("terms")) {
            throw new JournalException(
                    "the journal was begun by Scoot " + header.values().get("scoot")
                            + ", which did not write down all that a result needs; resume it with its evaluator"
                            + " (Builder.journal(file)), or take its Journal.observations(file)");
        }
        EventJson json = new EventJson(header.space());
        List<StudyEvent> events = RecordedStudy.events(records, json);
        Terms terms = RecordedStudy.terms(header, events).orElseThrow();
        Fields fields = header.fields();
        StudyPlan plan = new StudyPlan(
                space(header, events),
                header.objectives(),
                terms.slos(),
                suggesters.apply(fields.string("suggester")),
                fields.number("seed"),
                header.reference(),
                fields.bool("asynchronous"),
                header.context(),
                List.of(),
                json.earlier(fields.list("history")),
                new StudyPlan.Limits(
                        terms.budget(),
                        terms.confirmations(),
                        false,
                        terms.retries(),
                        false,
                        terms.tolerance(),
                        Optional.empty()));
        return new PastStudy(String.valueOf(header.values().get("scoot")), fields.string("suggester"), plan, events);
    }

    /**
     * What worked keeps the constraints, and so does the default. What was run as a simplification alone was reached by taking back one
     * parameter after the other, so that what lies on the way to it keeps them, too.
     */
    private static SearchSpace space(StudyHeader header, List<StudyEvent> events) {
        Set<Configuration> known = new HashSet<>();
        header.space().defaults().ifPresent(known::add);
        Set<Configuration> simplified = new HashSet<>();
        RecordedStudy.told(events).filter(Observation::feasible).forEach(observation -> {
            boolean confirmation = observation.trial().phase() == Phase.CONFIRMATION;
            (confirmation ? simplified : known).add(observation.configuration());
        });
        simplified.removeAll(known);
        return header.space(configuration -> known.contains(configuration)
                || simplified.stream()
                        .anyMatch(end -> known.stream().anyMatch(begin -> between(begin, configuration, end))));
    }

    private static boolean between(Configuration begin, Configuration configuration, Configuration end) {
        return configuration.asMap().entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(begin.get(entry.getKey()))
                        || entry.getValue().equals(end.get(entry.getKey())));
    }
}
