package io.scoot.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.load.Api;
import io.scoot.load.LoadPlan;
import io.scoot.load.scripted.Script;
import io.scoot.load.scripted.ScriptedServer;
import io.scoot.load.scripted.ScriptedServer.Request;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityCheckTest {

    private static final String QUESTIONS = """
            {"prompt": "2 + 2 =", "answer": "4", "match": "exact"}
            {"prompt": "2 + 3 =", "answer": "5", "match": "exact", "max_tokens": 3}

            {"prompt": "The capital of France?", "answer": "Paris"}
            {"prompt": "The capital of Spain?", "answer": "Madrid"}
            """;

    @TempDir
    private Path directory;

    private QualityCheck check() throws IOException {
        return QualityCheck.read(Files.writeString(directory.resolve("questions.jsonl"), QUESTIONS));
    }

    private static LoadPlan load(Api api) {
        return LoadPlan.builder("m")
                .api(api)
                .pool(List.of(new RequestShape(8, 4, 0, 0)))
                .header("Authorization", "Bearer x")
                .body("top_k", 1)
                .body("temperature", 0.9)
                .build();
    }

    private static Script says(String choice) {
        return new Script(200, List.of(Script.Step.of(0.0, "{\"choices\":[" + choice + "]}")), Script.Ending.COMPLETE);
    }

    private static Script answer(Request request) {
        if (request.body().contains("2 + 2")) {
            return says("{\"text\":\" 4\\n\"}");
        }
        if (request.body().contains("2 + 3")) {
            return says("{\"text\":\"five, or 5\"}"); // not exactly
        }
        return says(request.body().contains("France") ? "{\"text\":\"It is PARIS, of course.\"}" : "{\"text\":null}");
    }

    private double ask(QualityCheck check, Api api, Function<Request, Script> scripts) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(0, scripts)) {
            return check.ask(server.address(), load(api));
        }
    }

    @Test
    void theShareOfRightAnswersIsTheAccuracy() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(0, QualityCheckTest::answer)) {
            assertThat(check().ask(server.address(), load(Api.COMPLETIONS))).isEqualTo(0.5);
            assertThat(server.requests()).isEqualTo(4);
            assertThat(server.served()).allSatisfy(served -> {
                assertThat(served.request().path()).isEqualTo("/v1/completions");
                assertThat(served.request().body())
                        .contains("\"temperature\":0.0", "\"stream\":false", "\"top_k\":1", "\"model\":\"m\"")
                        .contains(served.request().body().contains("2 + 3") ? "\"max_tokens\":3" : "\"max_tokens\":64");
            });
        }
    }

    @Test
    void aChatIsAskedInItsOwnWay() throws Exception {
        double accuracy = ask(check(), Api.CHAT, request -> {
            assertThat(request.path()).isEqualTo("/v1/chat/completions");
            assertThat(request.body()).contains("\"messages\":[{");
            return says("{\"message\":{\"role\":\"assistant\",\"content\":\"4 and Paris\"}}");
        });
        assertThat(accuracy).isEqualTo(0.25);
    }

    @Test
    void aLostConnectionIsTriedAgainAndARefusalIsToldOnce() throws Exception {
        AtomicInteger lost = new AtomicInteger();
        Script silent = new Script(200, List.of(), Script.Ending.SILENT);
        assertThat(ask(check(), Api.COMPLETIONS, request -> lost.getAndIncrement() == 0 ? silent : answer(request)))
                .isEqualTo(0.5);
        assertThatIOException()
                .isThrownBy(() -> ask(check(), Api.COMPLETIONS, request -> Script.refusal(500, "boom")))
                .withMessage("quality check: status 500: boom");
        assertThatIOException()
                .isThrownBy(() -> ask(check(), Api.COMPLETIONS, request -> Script.refusal(200, "no JSON")))
                .withMessageStartingWith("quality check: an answer is no JSON");
    }

    @Test
    void timeIsBounded() {
        List<Question> one = List.of(new Question("2 + 2 =", "4", Question.Match.EXACT, 5));
        Script late = new Script(200, List.of(Script.Step.of(60.0, "{}")), Script.Ending.COMPLETE);
        long begin = System.nanoTime();
        assertThatIOException()
                .isThrownBy(
                        () -> ask(new QualityCheck(one, 1, Duration.ofSeconds(1)), Api.COMPLETIONS, request -> late))
                .withMessageStartingWith("quality check: ");
        assertThat((System.nanoTime() - begin) * 1e-9).isLessThan(20.0);
    }

    @Test
    void aWrongFileIsToldByLine() throws IOException {
        assertThatThrownBy(() -> QualityCheck.read(directory.resolve("nowhere.jsonl")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nowhere.jsonl cannot be read");
        wrong("{\"prompt\": \"a\"}", "line 1: prompt \"a\" and answer \"\"");
        wrong("{\"prompt\": \"a\", \"answer\": \"b\"}\nno", "line 2 is no JSON object");
        wrong(
                "{\"prompt\": \"a\", \"answer\": \"b\", \"match\": \"like\"}",
                "match \"like\" must be exact or contained");
        wrong("\n", "has none");
    }

    private void wrong(String text, String part) throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.jsonl"), text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QualityCheck.read(file))
                .withMessageContaining(part)
                .withMessageContaining("wrong.jsonl");
    }
}
