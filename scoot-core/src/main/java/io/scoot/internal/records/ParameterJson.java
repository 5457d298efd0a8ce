package io.scoot.internal.records;

import io.scoot.BoolParameter;
import io.scoot.ChoiceParameter;
import io.scoot.IntegerParameter;
import io.scoot.JournalException;
import io.scoot.OrdinalParameter;
import io.scoot.Parameter;
import io.scoot.RealParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parameter as JSON: its kind, and what its values are. */
final class ParameterJson {

    private ParameterJson() {}

    static Map<String, Object> of(Parameter parameter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", parameter.name());
        if (parameter instanceof RealParameter real) {
            json.put("kind", "real");
            json.put("min", real.min());
            json.put("max", real.max());
            json.put("log", real.logScale());
            json.put("step", real.step());
        } else if (parameter instanceof IntegerParameter integer) {
            json.put("kind", "integer");
            json.put("min", integer.min());
            json.put("max", integer.max());
            json.put("log", integer.logScale());
        } else if (parameter instanceof OrdinalParameter ordinal) {
            json.put("kind", "ordinal");
            json.put("levels", ordinal.levels());
            if (ordinal.automatic()) {
                json.put("automatic", true);
            }
        } else if (parameter instanceof ChoiceParameter choice) {
            json.put("kind", "choice");
            json.put("values", choice.values());
        } else if (parameter instanceof BoolParameter) {
            json.put("kind", "bool");
        }
        return json;
    }

    static Parameter parse(Fields fields) {
        String name = fields.string("name");
        return switch (fields.string("kind")) {
            case "real" ->
                new RealParameter(
                        name, fields.real("min"), fields.real("max"), fields.bool("log"), fields.real("step"));
            case "integer" ->
                new IntegerParameter(name, fields.integer("min"), fields.integer("max"), fields.bool("log"));
            case "ordinal" ->
                new OrdinalParameter(
                        name,
                        fields.list("levels").stream()
                                .map(level -> number(name, level))
                                .toList(),
                        fields.has("automatic"));
            case "choice" ->
                new ChoiceParameter(
                        name,
                        fields.list("values").stream().map(String::valueOf).toList());
            case "bool" -> new BoolParameter(name);
            default ->
                throw new JournalException(
                        "parameter \"" + name + "\" is of no kind that is known: " + fields.string("kind"));
        };
    }

    private static Number number(String name, Object level) {
        if (level instanceof Number number) {
            return number;
        }
        throw new JournalException("parameter \"" + name + "\": level " + level + " is no number");
    }

    /** The fields in which two descriptions of one parameter differ, as "max: 8 in the journal, 16 now". */
    static List<String> differences(Map<String, Object> before, Map<String, Object> now) {
        Map<String, Object> all = new LinkedHashMap<>(before);
        all.putAll(now);
        return all.keySet().stream()
                .filter(field -> !before.getOrDefault(field, "none").equals(now.getOrDefault(field, "none")))
                .map(field -> field + ": " + before.getOrDefault(field, "none") + " in the journal, "
                        + now.getOrDefault(field, "none") + " now")
                .toList();
    }
}
