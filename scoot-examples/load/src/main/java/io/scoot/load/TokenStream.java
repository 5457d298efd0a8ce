package io.scoot.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.load.RequestResult.Failure;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one answer: which of them carry tokens and when they came, how many tokens the server counts, how it ended. The
 * definitions are those of {@link io.scoot.load}. Not thread-safe.
 */
final class TokenStream {

    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private static final Set<String> GIVEN_UP = Set.of("abort", "aborted", "error", "cancelled", "canceled");

    private final @Nullable StringBuilder text;
    private double[] times = new double[16];
    private int chunks;
    private boolean words; // a chunk has had text
    private double closing = Double.NaN; // when a finishing chunk without text came
    private @Nullable String finish;
    private boolean done;
    private boolean truncated;
    private int events;
    private int inputTokens = -1;
    private int outputTokens = -1;

    /**
     * An empty one.
     *
     * @param keepText whether a tokenizer will want it
     */
    TokenStream(boolean keepText) {
        this.text = keepText ? new StringBuilder() : null;
    }

    /** Takes one event that came at {@code now}; what is wrong with it, if anything is. */
    Optional<Failure> event(String data, double now) {
        events++;
        if (data.equals("[DONE]")) {
            done = true;
            return Optional.empty();
        }
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            return malformed(data);
        }
        Optional<String> error = ServerWords.error(event);
        if (error.isPresent()) {
            return Optional.of(new Failure(ErrorKind.STREAM_ERROR, error.get()));
        }
        return event.isObject() && choices(event.path("choices"), now) && usage(event.path("usage"))
                ? noted(event)
                : malformed(data);
    }

    private Optional<Failure> noted(JsonNode event) {
        truncated |= event.path("truncated").asBoolean(false);
        return Optional.empty();
    }

    private static Optional<Failure> malformed(String data) {
        return Optional.of(new Failure(ErrorKind.MALFORMED, data));
    }

    private boolean choices(JsonNode choices, double now) {
        if (choices.isMissingNode() || choices.isNull() || (choices.isArray() && choices.isEmpty())) {
            return true; // a ping, or the chunk with the usage
        }
        JsonNode choice = choices.path(0);
        if (!choices.isArray() || !choice.isObject()) {
            return false;
        }
        JsonNode delta = choice.path("delta");
        if (!delta.isMissingNode() && !delta.isNull() && !delta.isObject()) {
            return false;
        }
        JsonNode reason = choice.path("finish_reason");
        boolean finishing = reason.isTextual();
        if (finishing) {
            finish = reason.asText();
        }
        truncated |= choice.path("truncated").asBoolean(false);
        String said = delta.isObject() ? said(delta) : choice.path("text").asText("");
        boolean called = hasCall(delta);
        boolean empty = said.isEmpty() && !called;
        boolean token = !empty || silentToken(choice, delta);
        if (token && empty && finishing) {
            closing = now;
        } else if (token) {
            words |= !empty;
            chunk(now);
            if (text != null) {
                text.append(said);
            }
        }
        return true;
    }

    /** A token may have no text: a special one, or part of a character. Only chunks of those have a field for it and no role. */
    private static boolean silentToken(JsonNode choice, JsonNode delta) {
        return delta.isObject()
                ? delta.path("content").isTextual() && !delta.has("role")
                : choice.path("text").isTextual();
    }

    private static String said(JsonNode delta) {
        return delta.path("content").asText("")
                + delta.path("reasoning").asText("")
                + delta.path("reasoning_content").asText("");
    }

    private static boolean hasCall(JsonNode delta) {
        return !delta.path("tool_calls").isEmpty()
                || !delta.path("function_call").isEmpty();
    }

    private void chunk(double now) {
        if (chunks == times.length) {
            times = Arrays.copyOf(times, 2 * chunks);
        }
        times[chunks++] = now;
    }

    private boolean usage(JsonNode usage) {
        if (usage.isMissingNode() || usage.isNull()) {
            return true;
        }
        JsonNode prompt = usage.path("prompt_tokens");
        JsonNode completion = usage.path("completion_tokens");
        inputTokens = prompt.isIntegralNumber() ? prompt.asInt() : inputTokens;
        outputTokens = completion.isIntegralNumber() ? completion.asInt() : outputTokens;
        return usage.isObject();
    }

    /**
     * Decides about a finishing chunk without text: it has carried a token if the server counts one more than the other chunks,
     * or if it is like all the others, none of which has text (vLLM without a tokenizer).
     */
    void settle() {
        boolean alike = !words && (outputTokens > chunks || (outputTokens < 0 && chunks > 0));
        if (!Double.isNaN(closing) && (outputTokens == chunks + 1 || alike)) {
            chunk(closing);
        }
        closing = Double.NaN;
    }

    /** How it ended, if not well; {@code words} are what came if it was no stream at all. */
    Optional<Failure> ending(Request request, String words) {
        if (chunks == 0 || outputTokens == 0) {
            String what = finish != null && GIVEN_UP.contains(finish)
                    ? ", for the engine gave it up (" + finish + ")"
                    : events == 0 && !words.isBlank() ? ": " + words : "";
            return failure(ErrorKind.EMPTY, "the stream ended without a token" + what);
        }
        if (!done && finish == null) {
            return failure(ErrorKind.DISCONNECTED, "the stream ended without [DONE] or a finish reason");
        }
        if (finish != null && GIVEN_UP.contains(finish)) {
            return failure(ErrorKind.ABORTED, "finish_reason is " + finish + " after " + chunks + " chunks");
        }
        if (truncated) {
            return failure(ErrorKind.TRUNCATED, "the engine says that it truncated");
        }
        if (request.exactInput() && inputTokens >= 0 && inputTokens < request.inputTokens()) {
            return failure(
                    ErrorKind.TRUNCATED,
                    "the engine read " + inputTokens + " of the prompt's " + request.inputTokens() + " tokens");
        }
        boolean counted = count(request) != TokenCount.CHUNKS || "stop".equals(finish);
        if (request.ignoreEos() && counted && tokens(request) < request.asked()) {
            return failure(
                    ErrorKind.SHORT,
                    tokens(request) + " tokens of " + request.asked() + " asked for, finish_reason " + finish);
        }
        return Optional.empty();
    }

    private static Optional<Failure> failure(ErrorKind kind, String detail) {
        return Optional.of(new Failure(kind, detail));
    }

    /**
     * What an answer is measured by.
     *
     * @param inputTokens planned
     * @param exactInput whether the prompt has exactly so many, being token ids
     * @param asked output tokens asked for
     * @param ignoreEos whether it was to ignore the end of the text
     * @param tokenizer counts where the server does not
     */
    record Request(int inputTokens, boolean exactInput, int asked, boolean ignoreEos, Optional<Tokenizer> tokenizer) {}

    double[] times() {
        return Arrays.copyOf(times, chunks);
    }

    int inputTokens(Request request) {
        return inputTokens >= 0 ? inputTokens : request.inputTokens();
    }

    TokenCount count(Request request) {
        return outputTokens >= 0
                ? TokenCount.SERVER
                : request.tokenizer().isPresent() ? TokenCount.TOKENIZER : TokenCount.CHUNKS;
    }

    int tokens(Request request) {
        return switch (count(request)) {
            case SERVER -> outputTokens;
            case TOKENIZER -> request.tokenizer().orElseThrow().count(text == null ? "" : text.toString());
            case CHUNKS -> chunks;
        };
    }
}
