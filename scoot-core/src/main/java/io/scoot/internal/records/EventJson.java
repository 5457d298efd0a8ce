package io.scoot.internal.records;

import io.scoot.Configuration;
import io.scoot.JournalException;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.internal.study.StudyEvent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A study's events as JSON, and back in a space: a parameter that the journal does not know has its default's value. */
final class EventJson {

    private final SearchSpace space;

    EventJson(SearchSpace space) {
        this.space = space;
    }

    static String of(StudyEvent event) {
        return JsonText.of(json(event));
    }

    static Map<String, Object> json(StudyEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (event instanceof StudyEvent.Asked asked) {
            json.put("event", "asked");
            json.put("at", asked.at().toString());
            json.put("trials", asked.trials().stream().map(EventJson::json).toList());
            if (!asked.suggestions().isEmpty()) {
                json.put(
                        "expected",
                        asked.suggestions().stream().map(SuggestionJson::of).toList());
            }
        } else if (event instanceof StudyEvent.Resumed resumed) {
            json.put("event", "resumed");
            json.put("terms", TermsJson.of(resumed.terms()));
        } else if (event instanceof StudyEvent.Retried retried) {
            json.put("event", "retried");
            json.put("at", retried.at().toString());
            json.put("trial", json(retried.trial()));
        } else if (event instanceof StudyEvent.Closed closed) {
            json.put("event", "closed");
            json.put("at", closed.at().toString());
        } else if (event instanceof StudyEvent.Told told) {
            json.put("event", "told");
            json.putAll(json(told.observation()));
        }
        return json;
    }

    static Map<String, Object> json(Observation observation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trial", json(observation.trial()));
        Outcome outcome = observation.outcome();
        if (outcome instanceof Outcome.Measured measured) {
            json.put("measured", measured.metrics());
        } else if (outcome instanceof Outcome.Crashed crashed) {
            json.put("crashed", crashed.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            json.put("failed", failed.reason());
        }
        json.put("cost", outcome.cost());
        json.put("started", observation.started().toString());
        json.put("duration", observation.duration().toString());
        return json;
    }

    private static Map<String, Object> json(Trial trial) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", trial.number());
        json.put("batch", trial.batch());
        json.put("configuration", trial.configuration().asMap());
        json.put("phase", trial.phase().name());
        json.put("arrivalSeed", trial.arrivalSeed());
        json.put("attempt", trial.attempt());
        return json;
    }

    /**
     * The event of a text.
     *
     * @throws JournalException if it describes none of this space
     */
    StudyEvent event(String text) {
        Fields fields = new Fields(JsonText.object(text));
        try {
            return switch (fields.string("event")) {
                case "asked" -> asked(fields);
                case "resumed" -> new StudyEvent.Resumed(TermsJson.parse(fields.object("terms")));
                case "retried" -> new StudyEvent.Retried(trial(fields.object("trial")), at(fields));
                case "closed" -> new StudyEvent.Closed(at(fields));
                case "told" -> new StudyEvent.Told(observation(fields));
                default -> throw new JournalException("there is no event \"" + fields.string("event") + "\"");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new JournalException("an event of the journal does not fit this study: " + e.getMessage(), e);
        }
    }

    private StudyEvent asked(Fields fields) {
        List<Trial> trials = fields.list("trials").stream()
                .map(trial -> trial(Fields.of(trial)))
                .toList();
        List<?> expected = fields.has("expected") ? fields.list("expected") : List.of();
        List<Suggestion> suggestions = new ArrayList<>();
        for (int i = 0; i < Math.min(expected.size(), trials.size()); i++) {
            Trial trial = trials.get(i);
            suggestions.add(SuggestionJson.parse(
                    Fields.of(expected.get(i)), trial.configuration(), trial.phase() == Phase.INITIAL));
        }
        return new StudyEvent.Asked(trials, suggestions, at(fields));
    }

    Observation observation(Fields fields) {
        return new Observation(
                trial(fields.object("trial")),
                outcome(fields).withCost(fields.real("cost")),
                Instant.parse(fields.string("started")),
                Duration.parse(fields.string("duration")));
    }

    private static Outcome outcome(Fields fields) {
        if (fields.has("measured")) {
            return Outcome.measured(fields.object("measured").reals());
        }
        return fields.has("crashed")
                ? Outcome.crashed(fields.string("crashed"))
                : Outcome.failed(fields.string("failed"));
    }

    private Trial trial(Fields fields) {
        return new Trial(
                fields.integer("number"),
                fields.integer("batch"),
                configuration(fields.object("configuration").values()),
                Phase.valueOf(fields.string("phase")),
                fields.number("arrivalSeed"),
                fields.integer("attempt"));
    }

    private Configuration configuration(Map<String, Object> known) {
        Map<String, Object> values = new LinkedHashMap<>();
        space.defaults().ifPresent(defaults -> values.putAll(defaults.asMap()));
        values.putAll(known);
        return space.configuration(values);
    }

    private static Instant at(Fields fields) {
        return Instant.parse(fields.string("at"));
    }

    /** The observations of earlier studies, of a list. */
    List<Observation> earlier(List<?> list) {
        return list.stream()
                .map(element -> Earlier.of(observation(Fields.of(element))))
                .toList();
    }
}
