package io.scoot.cli.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scoot.Result;
import io.scoot.Simplification;
import io.scoot.report.Export;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A study as one JSON object, for scripts: what {@link Export#json()} says, and what the command line knows beside it. */
final class StudyJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // whatever the locale
            .build();

    private StudyJson() {}

    static void write(
            PrintWriter out,
            Subject subject,
            Settings settings,
            Result result,
            Optional<String> stopped,
            boolean interrupted) {
        ObjectNode json = JSON.createObjectNode();
        json.put("service", subject.name());
        json.put("interrupted", interrupted);
        stopped.ifPresent(reason -> json.put("stopped", reason));
        json.set("context", JSON.valueToTree(new TreeMap<>(subject.context())));
        json.put("suggester", settings.suggester().create().describe());
        json.put("seed", settings.seed());
        json.put("budget", settings.budget());
        result.best()
                .ifPresent(best ->
                        json.set("command", JSON.valueToTree(subject.command().apply(best.configuration()))));
        result.simplified().ifPresent(simple -> json.set("simplified", JSON.valueToTree(simplified(simple, subject))));
        try {
            json.setAll((ObjectNode) JSON.readTree(Export.of(result).json()));
            out.println(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // it was made here
        }
        out.flush();
    }

    private static Map<String, Object> simplified(Simplification simplified, Subject subject) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("configuration", simplified.configuration().asMap());
        json.put("command", subject.command().apply(simplified.configuration()));
        json.put("expected_loss", simplified.loss());
        json.put("kept", simplified.kept());
        json.put("measured", simplified.measured());
        json.put("refuted", simplified.refuted());
        return json;
    }
}
