package io.scoot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Result;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A study as one JSON object, for scripts. */
final class JsonReport {

    private JsonReport() {}

    static void write(PrintWriter out, Subject subject, StudyOptions options, Result result, TrialLog log)
            throws JsonProcessingException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("service", subject.name());
        json.put("seed", options.seed());
        json.put("budget", options.budget());
        json.put("reference", result.reference().orElse(Map.of()));
        result.best().ifPresent(best -> json.put("best", entry(best, log)));
        json.put("paretoFront", entries(result.paretoFront(), log));
        json.put("slos", result.slos());
        List<Observation> all = new ArrayList<>(result.observations());
        all.addAll(result.confirmations());
        json.put("trials", entries(all, log));
        out.println(
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json));
        out.flush();
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
            entry.put("metrics", observation.metrics());
        }
        entry.put("suggestSeconds", log.of(observation).suggestSeconds());
        log.of(observation).threshold().ifPresent(threshold -> entry.put("threshold", threshold));
        return entry;
    }
}
