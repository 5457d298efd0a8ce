package io.scoot.cluster.ray;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The head node's dashboard, which serves the Jobs API. Thread-safe.
 *
 * @param client the host's
 * @param address such as {@code http://ray-head:8265}
 * @param headers of each request, asked for anew, such as an {@code Authorization}; may be empty
 */
public record RayServer(HttpClient client, URI address, Supplier<Map<String, String>> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30); // of a request and its answer

    /** What the server refused, in its words. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    /** Empty if there is no such thing. */
    Optional<JsonNode> get(String path) throws IOException {
        return send(path, request(path).GET());
    }

    Optional<JsonNode> post(String path, JsonNode body) throws IOException {
        return send(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    Optional<JsonNode> delete(String path) throws IOException {
        return send(path, request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve("/api/jobs/" + path)).timeout(TIMEOUT);
        headers.get().forEach(request::header);
        return request;
    }

    private Optional<JsonNode> send(String path, HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        String what = "Ray, " + request.method() + " /api/jobs/" + path;
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new Refusal(what + ": " + response.statusCode() + " " + words(response.body()));
            }
            return Optional.of(JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new IOException(what + ": the answer cannot be read: " + e.getOriginalMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", e);
        }
    }

    /** The end of a traceback, whose last lines may be a dot each. */
    private static String words(String body) {
        return body.lines().map(String::strip).filter(line -> line.length() > 1).reduce("", (before, line) -> line);
    }
}
