package io.scoot.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.engines.process.Reasons;
import io.scoot.load.Api;
import io.scoot.load.LoadPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks one question at a time and thread, in the words of the load's API, without a stream. Thread-safe. */
final class Asking {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI endpoint;
    private final LoadPlan load;
    private final Duration limit;

    Asking(URI server, LoadPlan load, Duration limit) {
        this.endpoint = URI.create(
                server.toString().replaceFirst("(/v1)?/?$", "") + load.api().path());
        this.load = load;
        this.limit = limit;
    }

    /** What the engine says; asked once more if it says nothing. */
    String answer(Question question) throws IOException, InterruptedException {
        HttpRequest request = request(question);
        try {
            return once(request);
        } catch (IOException e) {
            return once(request); // a connection may be lost without anyone's fault
        }
    }

    private String once(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException("status " + response.statusCode() + ": " + Reasons.alike(response.body()));
        }
        try {
            JsonNode choice = JSON.readTree(response.body()).path("choices").path(0);
            if (choice.isMissingNode()) {
                throw new IOException("an answer has no choices: " + Reasons.alike(response.body()));
            }
            return (load.api() == Api.CHAT ? choice.path("message").path("content") : choice.path("text")).asText("");
        } catch (JsonProcessingException e) {
            throw new IOException("an answer is no JSON: " + Reasons.alike(response.body()), e);
        }
    }

    private HttpRequest request(Question question) throws JsonProcessingException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", load.model());
        if (load.api() == Api.CHAT) {
            body.put("messages", List.of(Map.of("role", "user", "content", question.prompt())));
        } else {
            body.put("prompt", question.prompt());
        }
        body.putAll(load.body());
        body.remove("ignore_eos"); // an answer ends where it ends
        body.remove("min_tokens");
        body.remove("max_completion_tokens");
        body.remove("stream_options");
        body.put("max_tokens", question.mostTokens());
        body.put("temperature", 0.0);
        body.put("stream", false);
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(limit)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        load.headers().forEach(request::setHeader);
        return request.build();
    }
}
