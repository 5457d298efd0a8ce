package io.scoot.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads questions: a JSON object a line, {@code {"prompt": "2 + 2 =", "answer": "4"}}. */
final class QuestionFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKENS = 64; // of an answer, unless told otherwise

    private QuestionFile() {}

    static List<Question> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("questions " + file + " cannot be read: " + e.getMessage(), e);
        }
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                questions.add(question(lines.get(i), file + ", line " + (i + 1)));
            }
        }
        return questions;
    }

    private static Question question(String line, String where) {
        try {
            JsonNode object = JSON.readTree(line);
            String match = object.path("match").asText("contained");
            if (!match.equals("exact") && !match.equals("contained")) {
                throw new IllegalArgumentException("match \"" + match + "\" must be exact or contained");
            }
            return new Question(
                    object.path("prompt").asText(""),
                    object.path("answer").asText(""),
                    match.equals("exact") ? Question.Match.EXACT : Question.Match.CONTAINED,
                    object.path("max_tokens").asInt(TOKENS));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + " is no JSON object: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }
}
