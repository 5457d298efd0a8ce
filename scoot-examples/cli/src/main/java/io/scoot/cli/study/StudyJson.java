package io.scoot.cli.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.scoot.Gain;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Simplification;
import io.scoot.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A study as one JSON object, for scripts. */
final class StudyJson {

    /** Of the fields' names and meanings; see scoot-examples/README.md. */
    private static final int SCHEMA = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // whatever the locale
            .build();

    private StudyJson() {}

    static void write(
            PrintWriter out,
            Subject subject,
            Settings options,
            Result result,
            TrialLog log,
            Optional<String> stopped,
            boolean interrupted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("service", subject.name());
        json.put("interrupted", interrupted);
        stopped.ifPresent(reason -> json.put("stopped", reason));
        json.put("seed", options.seed());
        json.put("budget", options.budget());
        json.put("context", new TreeMap<>(subject.context()));
        json.put(
                "objectives", result.objectives().stream().map(Object::toString).toList());
        json.put("bounds", result.bounds().stream().map(Object::toString).toList());
        json.put("suggester", options.suggester().toString());
        json.put("reference", new TreeMap<>(result.reference().orElse(Map.of())));
        result.best().ifPresent(best -> json.put("best", entry(best, log)));
        json.put("paretoFront", entries(result.paretoFront(), log));
        json.put("slos", result.slos());
        json.put("verdict", verdict(result.verdict()));
        result.simplified().ifPresent(simple -> json.put("simplified", simplified(simple)));
        json.put("notes", result.notes());
        json.put("cost", result.cost());
        result.best().ifPresent(best -> json.put("command", subject.command().apply(best.configuration())));
        List<Observation> all = new ArrayList<>(result.observations());
        all.addAll(result.confirmations());
        json.put(
                "trials",
                all.stream()
                        .map(o -> {
                            Map<String, Object> entry = entry(o, log);
                            entry.put("satisfies", result.satisfies(o));
                            return entry;
                        })
                        .toList());
        try {
            out.println(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // maps, lists, texts and numbers
        }
        out.flush();
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("comparison", verdict.comparison().name().toLowerCase(Locale.ROOT));
        json.put("sentence", verdict.sentence());
        json.put("gains", verdict.gains().stream().map(StudyJson::gain).toList());
        json.put("pairsMissing", verdict.pairsMissing());
        json.put("bounds", verdict.bounds().stream().map(StudyJson::bound).toList());
        return json;
    }

    private static Map<String, Object> simplified(Simplification simplified) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("configuration", simplified.configuration().asMap());
        json.put("expectedLoss", simplified.loss());
        json.put("kept", simplified.kept().stream().map(StudyJson::kept).toList());
        return json;
    }

    private static Map<String, Object> kept(Simplification.Kept kept) {
        Map<String, Object> json = new LinkedHashMap<>(); // a stable order
        json.put("parameter", kept.parameter());
        json.put("value", kept.value());
        json.put("worth", kept.worth());
        json.put("low", kept.low());
        json.put("high", kept.high());
        return json;
    }

    private static Map<String, Object> gain(Gain gain) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", gain.metric());
        json.put("mean", gain.mean());
        if (gain.pairs() > 1) { // of one pair there is no interval
            json.put("low", gain.low());
            json.put("high", gain.high());
        }
        json.put("pairs", gain.pairs());
        return json;
    }

    private static Map<String, Object> bound(Verdict.Bound bound) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("slo", bound.slo().toString());
        json.put("status", bound.status().name().toLowerCase(Locale.ROOT));
        bound.bound().ifPresent(value -> json.put("bound", value));
        bound.worst().ifPresent(value -> json.put("worst", value));
        return json;
    }

    private static List<Map<String, Object>> entries(List<Observation> observations, TrialLog log) {
        return observations.stream().map(o -> entry(o, log)).toList();
    }

    private static Map<String, Object> entry(Observation observation, TrialLog log) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("number", observation.trial().number());
        entry.put("phase", observation.trial().phase().name().toLowerCase(Locale.ROOT));
        entry.put("configuration", observation.configuration().asMap());
        if (observation.outcome() instanceof Outcome.Crashed crash) {
            entry.put("crashed", crash.reason());
        } else {
            entry.put("metrics", new TreeMap<>(observation.metrics()));
        }
        entry.put("suggestSeconds", log.of(observation).suggestSeconds());
        TrialLog.Entry said = log.of(observation);
        said.threshold().ifPresent(threshold -> entry.put("threshold", threshold));
        said.probability().ifPresent(probability -> entry.put("probabilityOfFeasibility", probability));
        return entry;
    }
}
