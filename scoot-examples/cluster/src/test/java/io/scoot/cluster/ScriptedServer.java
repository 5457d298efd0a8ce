package io.scoot.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that answers as a test says, and keeps what it was asked. What nobody told it is 404. */
public final class ScriptedServer implements AutoCloseable {

    /** What came, headers by name in lower case. */
    public record Asked(String what, Map<String, String> headers, String body) {}

    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Begins. */
    public ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Answers {@code what}, such as {@code GET /jobs}, with JSON from now on. */
    public void json(String what, int status, String body) {
        answers.put(what, new Answer(status, "application/json", body));
    }

    /** The same with plain text. */
    public void text(String what, int status, String body) {
        answers.put(what, new Answer(status, "text/plain", body));
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Everything so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The last. */
    public Asked last() {
        return asked.get(asked.size() - 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            asked.add(new Asked(
                    what, headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Answer answer = Optional.ofNullable(answers.get(what))
                    .orElse(new Answer(404, "text/plain", "Unable find requested URL."));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
