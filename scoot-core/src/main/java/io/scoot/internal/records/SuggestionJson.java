package io.scoot.internal.records;

import io.scoot.Configuration;
import io.scoot.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What was expected of a trial as JSON, and back; its configuration is the trial's. */
final class SuggestionJson {

    private SuggestionJson() {}

    static Map<String, Object> of(Suggestion suggestion) {
        Map<String, Object> json = new LinkedHashMap<>();
        suggestion.probabilityOfFeasibility().ifPresent(value -> json.put("probabilityOfFeasibility", value));
        suggestion.threshold().ifPresent(value -> json.put("threshold", value));
        if (!suggestion.predictions().isEmpty()) {
            json.put(
                    "predictions",
                    suggestion.predictions().stream().map(SuggestionJson::of).toList());
        }
        suggestion.origin().ifPresent(value -> json.put("origin", value));
        return json;
    }

    private static Map<String, Object> of(Suggestion.Prediction prediction) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", prediction.metric());
        json.put("mean", prediction.mean());
        json.put("deviation", prediction.deviation());
        return json;
    }

    static Suggestion parse(Fields fields, Configuration configuration, boolean initial) {
        return new Suggestion(
                configuration,
                initial,
                real(fields, "probabilityOfFeasibility"),
                real(fields, "threshold"),
                fields.has("predictions")
                        ? fields.list("predictions").stream()
                                .map(element -> prediction(Fields.of(element)))
                                .toList()
                        : List.of(),
                fields.has("origin") ? Optional.of(fields.string("origin")) : Optional.empty());
    }

    private static Suggestion.Prediction prediction(Fields fields) {
        return new Suggestion.Prediction(fields.string("metric"), fields.real("mean"), fields.real("deviation"));
    }

    private static OptionalDouble real(Fields fields, String name) {
        return fields.has(name) ? OptionalDouble.of(fields.real(name)) : OptionalDouble.empty();
    }
}
