package io.scoot.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.load.RequestResult.Failure;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One request under way: reads its stream, notes when tokens come, and what goes wrong. The first ending counts. */
final class Exchange {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DETAIL = 300; // characters of a server's words that are kept

    private final double intended;
    private final LoadClock clock;
    private final CompletableFuture<RequestResult> result = new CompletableFuture<>();
    private double sent;
    private double[] times = new double[16];
    private int tokens;
    private int inputTokens;
    private int outputTokens;
    private boolean ended; // by [DONE] or a finish reason

    Exchange(RequestShape shape, double intended, LoadClock clock) {
        this.intended = intended;
        this.clock = clock;
        this.inputTokens = shape.input();
        this.outputTokens = -1;
    }

    /** Completes, always normally, when the exchange is over. */
    CompletableFuture<RequestResult> result() {
        return result;
    }

    /** Notes that it is sent now. */
    synchronized void sending() {
        sent = clock.seconds();
    }

    /** Reads the stream of a response of status 200, and keeps the words of another. */
    BodySubscriber<Void> subscribe(HttpResponse.ResponseInfo response) {
        if (response.statusCode() == 200) {
            return new Stream();
        }
        return BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), (String words) -> {
            fail(ErrorKind.STATUS, response.statusCode() + " " + words);
            return voided();
        });
    }

    /** The HTTP exchange is over. */
    void over(@Nullable Throwable thrown) {
        if (thrown == null) {
            streamEnded();
            return;
        }
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        boolean connecting = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        fail(connecting ? ErrorKind.CONNECT : ErrorKind.DISCONNECTED, cause.toString());
    }

    /** Ends it. */
    void fail(ErrorKind kind, String detail) {
        String words = detail.strip();
        finish(Optional.of(new Failure(kind, words.length() > DETAIL ? words.substring(0, DETAIL) + "…" : words)));
    }

    private void streamEnded() {
        boolean complete;
        boolean empty;
        synchronized (this) {
            complete = ended;
            empty = tokens == 0;
        }
        if (empty) {
            fail(ErrorKind.EMPTY, "the stream ended without a token");
        } else if (!complete) {
            fail(ErrorKind.DISCONNECTED, "the stream ended without [DONE] or a finish reason");
        } else {
            finish(Optional.empty());
        }
    }

    private void finish(Optional<Failure> failure) {
        RequestResult finished;
        synchronized (this) {
            finished = new RequestResult(
                    intended,
                    sent,
                    Arrays.copyOf(times, tokens),
                    inputTokens,
                    outputTokens >= 0 ? outputTokens : tokens,
                    failure);
        }
        result.complete(finished);
    }

    private synchronized void event(String data, double now) {
        if (data.equals("[DONE]")) {
            ended = true;
            return;
        }
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            fail(ErrorKind.MALFORMED, data);
            return;
        }
        if (event.hasNonNull("error")) {
            fail(ErrorKind.STREAM_ERROR, event.get("error").toString());
            return;
        }
        if (!event.isObject()) {
            fail(ErrorKind.MALFORMED, data);
            return;
        }
        JsonNode choices = event.path("choices");
        if (!choices.isEmpty()) {
            if (tokens == times.length) {
                times = Arrays.copyOf(times, 2 * tokens);
            }
            times[tokens++] = now;
            ended |= choices.get(0).hasNonNull("finish_reason");
        }
        JsonNode usage = event.path("usage");
        inputTokens = usage.path("prompt_tokens").asInt(inputTokens);
        outputTokens = usage.path("completion_tokens").asInt(outputTokens);
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Void voided() {
        return null;
    }

    /** Stamps what the network brings before it is parsed. */
    private final class Stream implements BodySubscriber<Void> {
        private final CompletableFuture<Void> body = new CompletableFuture<>();
        private double now;
        private final SseParser parser = new SseParser(data -> event(data, now));

        @Override
        public CompletionStage<Void> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> chunks) {
            now = clock.seconds();
            chunks.forEach(parser::feed);
        }

        @Override
        public void onError(Throwable thrown) {
            body.completeExceptionally(thrown instanceof IOException ? thrown : new IOException(thrown));
        }

        @Override
        public void onComplete() {
            body.complete(voided());
        }
    }
}
