package io.scoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The one file that people are given; it is made when the module is packaged. */
@DisabledOnOs(OS.WINDOWS) // a shell script
class LauncherIT {

    private static final Path SCOOT = Path.of("target", "scoot").toAbsolutePath();

    @TempDir
    Path folder;

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCOOT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private String out() throws IOException {
        return Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"), StandardCharsets.UTF_8);
    }

    private static int code(Process process) throws InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void oneJsonObjectAndNothingElse() throws Exception {
        assertThat(code(start("tune", "--budget", "3", "--confirmations", "0", "--json")))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(out());
        assertThat(json.get("format").asInt()).isEqualTo(1);
        assertThat(json.get("trials")).hasSize(3);
        assertThat(out()).startsWith("{").endsWith("}\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void aPipeInTheCLocaleGetsPlainLines() throws Exception {
        assertThat(code(start("tune", "--service", "cls-7b-2a10", "--budget", "3")))
                .isZero();
        assertThat(out()).contains("D   POF").matches("\\p{ASCII}*").doesNotContain("\u001b", "\r");
    }

    @Test
    void wrongWordsAreTwo() throws Exception {
        assertThat(code(start("tune", "--bugdet", "3"))).isEqualTo(2);
        assertThat(err()).contains("--budget");
        assertThat(out()).isEmpty();
    }

    @Test
    void ctrlCPrintsTheBestSoFarAndHowToGoOn() throws Exception {
        Path journal = folder.resolve("s.jsonl");
        Process tuning = start("tune", "--budget", "100000", "--journal", "s.jsonl");
        for (int i = 0; i < 600 && !out().contains("suggested"); i++) {
            Thread.sleep(100L);
        }
        new ProcessBuilder("kill", "-INT", String.valueOf(tuning.pid())).start().waitFor();
        boolean ended = tuning.waitFor(90, TimeUnit.SECONDS);
        tuning.descendants().forEach(ProcessHandle::destroyForcibly);
        tuning.destroyForcibly();
        assumeTrue(ended, "SIGINT is ignored here, as in the background of a script");
        assertThat(tuning.exitValue()).isEqualTo(130);
        assertThat(out()).contains("Best configuration (trial ");
        assertThat(err()).contains("which are in the journal. To go on:", "scoot resume s.jsonl");
        int made = Journal.study(journal).result().observations().size();
        assertThat(err()).contains("Interrupted after " + made + " of 100000 observations");
    }
}
