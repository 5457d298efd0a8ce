package io.scoot.cluster.slurm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Transport;

/**
 * Slurm's REST server, as one of its users. The {@link HttpClient} must have been started, and stays the host's: certificates and
 * proxies are set there. Thread-safe.
 */
public final class Slurmrestd {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT = 30; // seconds, of a request and its answer
    private static final int OLDEST = 37;
    private static final int MOST_WORDS = 300; // of an answer that is no JSON

    private final HttpClient client;
    private final URI address;
    private final Transport transport;
    private final String version;
    private final String user;
    private final Optional<Supplier<String>> token;

    private Slurmrestd(
            HttpClient client,
            URI address,
            Transport transport,
            String version,
            String user,
            Optional<Supplier<String>> token) {
        if (!client.isStarted()) {
            throw new IllegalArgumentException("the HTTP client is " + client.getState() + "; it must be started");
        }
        if (!version.matches("v0\\.0\\.\\d{1,4}") || number(version) < OLDEST) {
            throw new IllegalArgumentException(
                    "version \"" + version + "\" must be one of slurmrestd's, from v0.0." + OLDEST + " on");
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("user \"" + user + "\" must be a user of Slurm");
        }
        this.client = client;
        this.address = address;
        this.transport = transport;
        this.version = version;
        this.user = user;
        this.token = token;
    }

    /**
     * A server with {@code rest_auth/jwt}.
     *
     * @param address such as {@code https://slurm.example:6820}
     * @param version of the API, such as {@code v0.0.40}; the server's {@code /openapi/v3} lists those that it has
     * @param user whose jobs they are
     * @param token a JSON Web Token of that user, asked for at each request, so that it can be renewed
     */
    public static Slurmrestd at(HttpClient client, URI address, String version, String user, Supplier<String> token) {
        return new Slurmrestd(client, address, Transport.TCP_IP, version, user, Optional.of(token));
    }

    /**
     * A server of this machine with {@code rest_auth/local}.
     *
     * @param socket on which it listens
     * @param version of the API, such as {@code v0.0.40}; the server's {@code /openapi/v3} lists those that it has
     * @param user as whom the server runs, and whose jobs they are; this process must be the same user's
     */
    public static Slurmrestd on(HttpClient client, Path socket, String version, String user) {
        return new Slurmrestd(
                client, URI.create("http://localhost"), new Transport.TCPUnix(socket), version, user, Optional.empty());
    }

    String user() {
        return user;
    }

    /** The last number of the API's version. */
    int version() {
        return number(version);
    }

    private static int number(String version) {
        return Integer.parseInt(version.substring(version.lastIndexOf('.') + 1));
    }

    /** The answer to {@code GET /AREA/VERSION/PATH}. */
    JsonNode get(String area, String path) throws IOException {
        return answer(request(HttpMethod.GET, area, path));
    }

    JsonNode delete(String area, String path) throws IOException {
        return answer(request(HttpMethod.DELETE, area, path));
    }

    JsonNode post(String area, String path, JsonNode body) throws IOException {
        return answer(request(HttpMethod.POST, area, path)
                .body(new StringRequestContent("application/json", body.toString(), StandardCharsets.UTF_8)));
    }

    private Request request(HttpMethod method, String area, String path) {
        return client.newRequest(address)
                .transport(transport)
                .method(method)
                .path("/" + area + "/" + version + "/" + path)
                .timeout(TIMEOUT, TimeUnit.SECONDS)
                .headers(headers -> {
                    headers.put(HttpHeader.CONNECTION, "close"); // requests are rare, and a server may be restarted
                    token.ifPresent(jwt -> {
                        headers.put("X-SLURM-USER-NAME", user);
                        headers.put("X-SLURM-USER-TOKEN", jwt.get().strip());
                    });
                });
    }

    /** Streamed, for a busy cluster has many jobs. */
    private static JsonNode answer(Request request) throws IOException {
        String what = "slurmrestd, " + request.getMethod() + " " + request.getPath();
        try (InputStreamResponseListener listener = new InputStreamResponseListener()) {
            request.send(listener);
            Response response = listener.get(TIMEOUT, TimeUnit.SECONDS);
            try (InputStream body = listener.getInputStream()) {
                String type = String.valueOf(response.getHeaders().get(HttpHeader.CONTENT_TYPE));
                if (!type.startsWith("application/json")) {
                    throw new SlurmrestdException(what + ": " + response.getStatus() + " " + words(body), 0);
                }
                return accepted(what + ": " + response.getStatus(), response.getStatus(), JSON.readTree(body));
            }
        } catch (JsonProcessingException e) {
            throw new IOException(what + ": the answer cannot be read: " + e.getOriginalMessage(), e);
        } catch (HttpResponseException e) { // Jetty's, of a 401 that names no way to authenticate
            throw new SlurmrestdException(
                    what + ": " + e.getResponse().getStatus() + " "
                            + e.getResponse().getReason(),
                    0);
        } catch (ExecutionException e) {
            throw new IOException(what + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException(what + ": no answer in " + TIMEOUT + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", e);
        }
    }

    /** It tells errors in its body, now with status 200 and now with 500. */
    private static JsonNode accepted(String what, int status, JsonNode body) throws SlurmrestdException {
        JsonNode errors = body.path("errors");
        if (status == 200 && errors.isEmpty()) {
            return body;
        }
        StringBuilder words = new StringBuilder(what);
        int number = 0;
        for (JsonNode error : errors) {
            int its = error.path("error_number").asInt(error.path("error_code").asInt());
            number = number == 0 ? its : number;
            words.append(": ").append(error.path("description").asText(""));
            words.append(" (")
                    .append(error.path("error").asText(""))
                    .append(", ")
                    .append(its)
                    .append(')');
        }
        throw new SlurmrestdException(words.toString(), number);
    }

    private static String words(InputStream body) throws IOException {
        return new String(body.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
    }
}
