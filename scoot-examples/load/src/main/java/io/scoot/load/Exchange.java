package io.scoot.load;

import io.scoot.load.RequestResult.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request under way: reads its answer, notes when tokens come, and what goes wrong. The first ending counts. Thread-safe. */
final class Exchange {

    private static final int DETAIL = 300; // characters of a server's words that are kept

    private final double intended;
    private final TokenStream.Request request;
    private final LoadClock clock;
    private final CompletableFuture<RequestResult> result = new CompletableFuture<>();
    private final TokenStream stream;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    private final SseParser parser = new SseParser(this::event);
    private double sent;
    private double now;
    private int status;
    private @Nullable Boolean streamed; // unknown before the first byte

    Exchange(TokenStream.Request request, double intended, LoadClock clock) {
        this.request = request;
        this.intended = intended;
        this.clock = clock;
        this.stream = new TokenStream(request.tokenizer().isPresent());
    }

    /** Completes, always normally, when the exchange is over. */
    CompletableFuture<RequestResult> result() {
        return result;
    }

    /** Tells {@code listener} when it is over. */
    @SuppressWarnings("FutureReturnValueIgnored") // completes normally, always
    void whenOver(Consumer<RequestResult> listener) {
        result.thenAccept(listener);
    }

    /** Notes that it is sent now. */
    synchronized void sending() {
        sent = clock.seconds();
    }

    /** A response begins. */
    synchronized void responding(int code) {
        status = code;
    }

    /** Takes bytes of the answer, stamped before they are parsed. */
    synchronized void bytes(ByteBuffer bytes) {
        now = clock.seconds();
        int keep = Math.min(bytes.remaining(), ServerWords.KEPT - head.size());
        if (keep > 0 && !Boolean.TRUE.equals(streamed)) {
            byte[] copy = new byte[keep];
            bytes.duplicate().get(copy);
            head.write(copy, 0, keep);
            streamed = streamed == null ? guess() : streamed;
        }
        if (Boolean.TRUE.equals(streamed) && !result.isDone()) {
            parser.feed(bytes);
        }
        bytes.position(bytes.limit());
    }

    /** A stream's first character belongs to a field's name or a comment; a document's does not. */
    private @Nullable Boolean guess() {
        byte[] seen = head.toByteArray();
        if (status != 200 || seen[0] == 0x1f) {
            return false;
        }
        for (byte b : seen) {
            if (!Character.isWhitespace(b)) {
                return b != '{' && b != '[' && b != '<';
            }
        }
        return true;
    }

    /** The answer has come to its end. */
    void ended() {
        Optional<Failure> failure;
        synchronized (this) {
            now = clock.seconds();
            if (status != 200) {
                failure =
                        Optional.of(new Failure(ErrorKind.STATUS, status + " " + ServerWords.text(head.toByteArray())));
            } else if (Boolean.FALSE.equals(streamed)) {
                failure = Optional.of(ServerWords.notStreamed(head.toByteArray()));
            } else {
                stream.settle();
                failure = stream.ending(request, ServerWords.text(head.toByteArray()));
            }
        }
        finish(failure);
    }

    /** Ends it. */
    void fail(ErrorKind kind, String detail) {
        finish(Optional.of(new Failure(kind, detail)));
    }

    private synchronized void event(String data) {
        if (!result.isDone()) {
            stream.event(data, now).ifPresent(failure -> finish(Optional.of(failure)));
        }
    }

    /** What it has met: its result if it is over, else as if it were given up now. */
    RequestResult soFar() {
        return result.isDone()
                ? result.join()
                : met(Optional.of(new Failure(ErrorKind.UNFINISHED, "when the test was looked at")));
    }

    private void finish(Optional<Failure> failure) {
        result.complete(met(failure));
    }

    private synchronized RequestResult met(Optional<Failure> failure) {
        return new RequestResult(
                intended,
                sent,
                clock.seconds(),
                stream.times(),
                stream.inputTokens(request),
                stream.tokens(request),
                stream.count(request),
                request.asked(),
                failure.map(Exchange::shortened));
    }

    private static Failure shortened(Failure failure) {
        String words = failure.detail().strip();
        return new Failure(failure.kind(), words.length() > DETAIL ? words.substring(0, DETAIL) + "…" : words);
    }
}
