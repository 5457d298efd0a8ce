package io.scoot.load.scripted;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How one request is answered.
 *
 * @param status of the response
 * @param steps what is written when, by time
 * @param ending how the response ends, with the last step
 */
public record Script(int status, List<Step> steps, Ending ending) {

    /** How a response ends. */
    public enum Ending {
        /** As HTTP wants it. */
        COMPLETE,
        /** As HTTP wants it, and a kept connection is closed right after, without a word before. */
        CLOSED,
        /** The connection is closed in the middle. */
        DROPPED,
        /** The connection is closed before anything is written. */
        SILENT
    }

    /**
     * Bytes to write.
     *
     * @param seconds since the request was read
     * @param bytes one chunk of the transfer
     * @param token whether it carries a token
     */
    public record Step(double seconds, byte[] bytes, boolean token) {

        /** Text in UTF-8. */
        public static Step of(double seconds, String text) {
            return new Step(seconds, text.getBytes(StandardCharsets.UTF_8), false);
        }
    }

    /** Copies the steps. */
    public Script {
        steps = List.copyOf(steps);
    }

    /** {@code count} tokens, the first after {@code ttft} seconds, the others {@code tpot} apart, and the usual end. */
    public static Script tokens(int inputTokens, int count, double ttft, double tpot) {
        List<Step> steps = new ArrayList<>();
        double time = ttft;
        for (int i = 0; i < count; i++, time += tpot) {
            steps.add(token(time, i == count - 1));
        }
        double end = steps.get(count - 1).seconds();
        steps.add(Step.of(end, usage(inputTokens, count)));
        steps.add(Step.of(end, "data: [DONE]\n\n"));
        return new Script(200, steps, Ending.COMPLETE);
    }

    /** A response of another status. */
    public static Script refusal(int status, String body) {
        return new Script(status, List.of(Step.of(0.0, body)), Ending.COMPLETE);
    }

    /** The same, but the connection is lost after {@code tokens} tokens. */
    public Script droppedAfter(int tokens) {
        return new Script(status, steps.subList(0, tokens), Ending.DROPPED);
    }

    /** A chunk with one choice. */
    public static Step token(double seconds, boolean last) {
        String text =
                "data: {\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\" a\",\"finish_reason\":"
                        + (last ? "\"length\"" : "null") + "}]}\n\n";
        return new Step(seconds, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /** The chunk with the counts. */
    public static String usage(int inputTokens, int outputTokens) {
        return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + inputTokens + ",\"completion_tokens\":"
                + outputTokens + ",\"total_tokens\":" + (inputTokens + outputTokens) + "}}\n\n";
    }
}
