package io.scoot.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A user's own prompts: JSON lines with a field "prompt" or "messages" and perhaps "output_tokens", or ShareGPT's JSON,
 * whose conversations become a request for each answer, with all that was said before.
 *
 * @param shapes one for each prompt; the input lengths are guesses, a token for four characters: the server counts
 * @param prompts the words, for the plan's API
 */
public record PromptFile(List<RequestShape> shapes, Prompts prompts) {

    private static final ObjectMapper JSON = TokenStream.JSON;
    private static final int CHARACTERS = 4; // of a token

    /** Copies. */
    public PromptFile {
        shapes = List.copyOf(shapes);
    }

    /**
     * Reads one.
     *
     * @param api which takes texts or messages; a text becomes one message
     * @param outputTokens where the file does not say
     * @throws IllegalArgumentException naming the line that is wrong
     * @throws UncheckedIOException if the file cannot be read
     */
    public static PromptFile read(Path path, Api api, int outputTokens) {
        List<RequestShape> shapes = new ArrayList<>();
        List<List<Map<String, String>>> sessions = new ArrayList<>();
        try {
            for (JsonNode row : rows(path)) {
                String where = "the prompts " + path + ", row " + (sessions.size() + 1);
                for (Said said : said(row, outputTokens, where)) {
                    sessions.add(said.messages());
                    int characters = said.messages().stream()
                            .mapToInt(message ->
                                    message.getOrDefault("content", "").length())
                            .sum();
                    shapes.add(new RequestShape(
                            Math.max(1, characters / CHARACTERS), said.outputTokens(), shapes.size(), 0));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the prompts " + path + " cannot be read", e);
        }
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("the prompts " + path + " are empty");
        }
        return new PromptFile(shapes, api == Api.CHAT ? Prompts.sessions(sessions) : Prompts.texts(texts(sessions)));
    }

    private record Said(List<Map<String, String>> messages, int outputTokens) {}

    private static List<JsonNode> rows(Path path) throws IOException {
        String text = Files.readString(path);
        List<JsonNode> rows = new ArrayList<>();
        try {
            if (text.stripLeading().startsWith("[")) {
                JSON.readTree(text).forEach(rows::add);
                return rows;
            }
            for (String line : text.lines().toList()) {
                if (!line.isBlank()) {
                    rows.add(JSON.readTree(line));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the prompts " + path + ", row " + (rows.size() + 1) + ": " + e.getOriginalMessage(), e);
        }
        return rows;
    }

    private static List<Said> said(JsonNode row, int outputTokens, String where) {
        int output = row.path("output_tokens").asInt(outputTokens);
        if (output < 1) {
            throw new IllegalArgumentException(where + ": output_tokens is " + output + "; it must be 1 or more");
        }
        if (row.path("prompt").isTextual() && !row.get("prompt").asText().isEmpty()) {
            return List.of(new Said(
                    List.of(Map.of("role", "user", "content", row.get("prompt").asText())), output));
        }
        if (row.path("messages").isArray() && !row.get("messages").isEmpty()) {
            List<Map<String, String>> messages = new ArrayList<>();
            row.get("messages")
                    .forEach(message -> messages.add(message(
                            message.path("role").asText("user"),
                            message.path("content").asText(""))));
            return List.of(new Said(messages, output));
        }
        if (row.path("conversations").isArray()) {
            return conversation(row.get("conversations"));
        }
        throw new IllegalArgumentException(where + " has neither prompt nor messages nor conversations");
    }

    /** Every answer of the model is asked for, after all that went before. */
    private static List<Said> conversation(JsonNode turns) {
        List<Said> all = new ArrayList<>();
        List<Map<String, String>> before = new ArrayList<>();
        for (JsonNode turn : turns) {
            String words = turn.path("value").asText("");
            boolean answer = turn.path("from").asText("").matches("gpt|chatgpt|assistant|bing|bard");
            if (answer && !before.isEmpty() && !words.isEmpty()) {
                all.add(new Said(List.copyOf(before), Math.max(1, words.length() / CHARACTERS)));
            }
            if (!words.isEmpty()) {
                before.add(message(answer ? "assistant" : "user", words));
            }
        }
        return all;
    }

    private static Map<String, String> message(String role, String content) {
        return Map.of("role", role, "content", content);
    }

    private static List<String> texts(List<List<Map<String, String>>> sessions) {
        return sessions.stream()
                .map(messages -> String.join(
                        "\n",
                        messages.stream()
                                .map(message -> message.getOrDefault("content", ""))
                                .toList()))
                .toList();
    }
}
