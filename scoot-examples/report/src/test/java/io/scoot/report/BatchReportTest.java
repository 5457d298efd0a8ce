package io.scoot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.scoot.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchReportTest {

    @TempDir
    private Path folder;

    @Test
    void aRowPerServiceInItsOrder() throws Exception {
        Result chat = Studies.one().run();
        Result crashed = Studies.allCrashed().run();
        Path html = folder.resolve("batch.html");
        BatchReport.of(
                        "Night run",
                        List.of(
                                BatchReport.Service.of("chat", chat, folder.resolve("reports/chat 1:<a>#?.html")),
                                BatchReport.Service.of("crashed", crashed, folder.resolve("../elsewhere.html")),
                                BatchReport.Service.failed("code", "no such image " + Studies.HOSTILE)))
                .write(html);
        JsonNode page = PageFigures.of(Files.readString(html));
        JsonNode first = page.get("services").get(0);
        assertThat(first.get("name").asText()).isEqualTo("chat");
        assertThat(first.get("outcome").asText())
                .isEqualTo(chat.verdict().comparison().name().toLowerCase(Locale.ROOT));
        assertThat(first.get("link").asText()).isEqualTo("./reports/chat%201:%3Ca%3E%23%3F.html");
        assertThat(first.get("trials").asInt()).isEqualTo(chat.observations().size());
        assertThat(first.get("crashed").asInt())
                .isEqualTo(chat.observations().size() - chat.feasible().size());
        assertThat(first.at("/gains/0/mean").asDouble())
                .isEqualTo(chat.verdict().gains().get(0).mean());
        JsonNode course = first.get("course");
        assertThat(course).hasSameSizeAs(chat.observations());
        assertThat(course.get(course.size() - 1).asDouble())
                .isEqualTo(chat.best().orElseThrow().metric("ttft_ms"));
        assertThat(page.at("/services/1/outcome").asText()).isEqualTo("nothing");
        assertThat(page.at("/services/1/link").asText()).isEqualTo("./../elsewhere.html");
        assertThat(page.at("/services/2/outcome").asText()).isEqualTo("problem");
        assertThat(page.at("/services/2/problem").asText()).endsWith(Studies.HOSTILE);
        assertThat(page.at("/services/2/link").isNull()).isTrue();
    }

    @Test
    void aServiceOfWhichNothingIsKnownIsRefused() {
        assertThatThrownBy(() -> new BatchReport.Service("x", Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"x\"");
    }
}
