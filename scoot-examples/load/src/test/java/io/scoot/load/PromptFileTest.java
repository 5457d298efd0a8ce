package io.scoot.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.load.scripted.Script;
import io.scoot.load.scripted.ScriptedServer;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptFileTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("prompts"), text);
    }

    @Test
    void linesHavePromptsOrMessages() throws IOException {
        Path file = file("""
                {"prompt": "Say hello.", "output_tokens": 7}
                {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello?"}]}
                """);
        PromptFile texts = PromptFile.read(file, Api.COMPLETIONS, 16);
        assertThat(texts.shapes()).extracting(RequestShape::output).containsExactly(7, 16);
        assertThat(texts.prompts().prompt(texts.shapes().get(1), 1L, 2L)).isEqualTo("Be brief.\nHello?");
        PromptFile chat = PromptFile.read(file, Api.CHAT, 16);
        assertThat(chat.prompts().prompt(chat.shapes().get(0), 1L, 2L))
                .isEqualTo(List.of(Map.of("role", "user", "content", "Say hello.")));
    }

    @Test
    void everyAnswerOfAConversationIsARequestWithWhatWasSaidBefore() throws IOException {
        PromptFile file = PromptFile.read(file("""
                        [{"id": "1", "conversations": [{"from": "human", "value": "One?"}, {"from": "gpt", "value": "One, it is."},
                          {"from": "human", "value": "Two?"}, {"from": "gpt", "value": "Two."}]}, {"conversations": []}]
                        """), Api.CHAT, 16);
        assertThat(file.shapes()).hasSize(2);
        assertThat((List<?>) file.prompts().prompt(file.shapes().get(1), 1L, 2L))
                .hasSize(3);
    }

    @Test
    void eachPromptIsAskedOnceBeforeAnyIsAskedAgain() throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            lines.append("{\"prompt\": \"number ").append(i).append("\", \"output_tokens\": 2}\n");
        }
        PromptFile prompts = PromptFile.read(file(lines.toString()), Api.COMPLETIONS, 2);
        LoadPlan.Builder plan = LoadPlan.builder("m")
                .pool(prompts.shapes())
                .prompts(prompts.prompts())
                .arrivals(Arrivals.fixed())
                .seconds(0.5)
                .warmUp(2)
                .warmUpWaves(1);
        try (ScriptedServer server = ScriptedServer.start(0, request -> Script.tokens(2, 2, 0.0, 0.0))) {
            LoadReport enough = new LoadTest(plan.rate(20.0).build(), server.address()).run(1L, () -> true);
            assertThat(enough.results()).hasSize(10);
            assertThat(server.served().stream().map(s -> s.request().body()))
                    .hasSize(12)
                    .doesNotHaveDuplicates();
            assertThat(enough.notes()).isEmpty();
            LoadReport few = new LoadTest(plan.rate(40.0).build(), server.address()).run(1L, () -> true);
            assertThat(few.notes()).anySatisfy(note -> assertThat(note).contains("10 of 20 asked what had been asked"));
        }
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> PromptFile.read(file("{\"prompt\": \"a\"}\n{\"text\": \"b\"}\n"), Api.CHAT, 1))
                .hasMessageContaining("row 2");
        assertThatThrownBy(() -> PromptFile.read(file("{\"prompt\": \n"), Api.CHAT, 1))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> PromptFile.read(file(""), Api.CHAT, 1)).hasMessageContaining("empty");
        assertThatThrownBy(() -> PromptFile.read(folder.resolve("none"), Api.CHAT, 1))
                .hasMessageContaining("none");
    }

    @Test
    void blocksOfTheSameNameAreAlikeAndOthersAreNot() {
        Prompts ids = Prompts.tokenIds(0, 9999);
        List<?> one = (List<?>) ids.prompt(new RequestShape(1100, 1, 0, 0, List.of(1L, 2L, 3L)), 5L, 6L);
        List<?> two = (List<?>) ids.prompt(new RequestShape(1100, 1, 0, 0, List.of(1L, 2L, 4L)), 5L, 7L);
        assertThat(one.subList(0, 1024)).isEqualTo(two.subList(0, 1024));
        assertThat(one.subList(1024, 1100)).isNotEqualTo(two.subList(1024, 1100));
        assertThat(ids.prompt(new RequestShape(1100, 1, 0, 0, List.of(1L)), 4L, 6L))
                .isNotEqualTo(one);
    }

    @Test
    void recordsHaveEveryRequest() throws IOException {
        RequestResult good = new RequestResult(0.0, 0.1, new double[] {0.5, 0.7}, 5, 2, Optional.empty());
        RequestResult bad = new RequestResult(
                1.0, 1.0, new double[] {}, 5, 0, Optional.of(new RequestResult.Failure(ErrorKind.STATUS, "500 boom")));
        Path file = folder.resolve("requests.jsonl");
        RequestRecords.write(new LoadReport(List.of(good, bad), 2.0, Slo.none()), file);
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"tokenTimes\":[0.5,0.7]", "\"countedBy\":\"server\""),
                        line -> assertThat(line).contains("\"failed\":\"status\"", "500 boom"));
    }
}
