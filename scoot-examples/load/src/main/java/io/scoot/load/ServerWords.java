package io.scoot.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.scoot.load.RequestResult.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What a server says when it does not stream an answer. */
final class ServerWords {

    /** Bytes of an answer that are kept for its words. */
    static final int KEPT = 64 * 1024;

    private ServerWords() {}

    /** The text of a body's beginning, unpacked if it is packed. */
    static String text(byte[] head) {
        if (!gzip(head)) {
            return new String(head, StandardCharsets.UTF_8);
        }
        byte[] unpacked = new byte[KEPT];
        int length = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            for (int read = in.read(unpacked); read > 0; read = in.read(unpacked, length, KEPT - length)) {
                length += read;
            }
        } catch (IOException e) {
            // its end is missing: what there is will do
        }
        return new String(unpacked, 0, length, StandardCharsets.UTF_8);
    }

    static boolean gzip(byte[] head) {
        return head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    /** The error that an event or a body tells of; OpenAI's form, and vLLM's older one. */
    static Optional<String> error(JsonNode event) {
        JsonNode error = event.path("error");
        if (event.hasNonNull("error")) {
            return Optional.of(
                    error.hasNonNull("message") ? error.get("message").asText() : error.toString());
        }
        return event.path("object").asText("").equals("error")
                ? Optional.of(event.path("message").asText(event.toString()))
                : Optional.empty();
    }

    /** Why an answer of status 200 that is no stream is a failure. */
    static Failure notStreamed(byte[] head) {
        String text = text(head);
        try {
            Optional<String> error = error(TokenStream.JSON.readTree(text));
            if (error.isPresent()) {
                return new Failure(ErrorKind.STREAM_ERROR, error.get());
            }
        } catch (JsonProcessingException e) {
            // no JSON: the words themselves
        }
        return new Failure(
                ErrorKind.MALFORMED, (gzip(head) ? "packed by gzip, and so late: " : "not streamed: ") + text);
    }
}
