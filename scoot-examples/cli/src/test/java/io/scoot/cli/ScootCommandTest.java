package io.scoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Result;
import io.scoot.cli.study.CommandFile;
import io.scoot.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScootCommandTest {

    @TempDir
    Path folder;

    @Test
    void withoutWordsItSaysWhatItCanDo() {
        Captured run = Captured.scoot();
        assertThat(run.code()).isZero();
        assertThat(run.text()).contains("Usage: scoot", "tune", "resume", "batch", "catalogue");
    }

    @Test
    void aStudyGoesOnFromItsJournalAlone() throws IOException {
        String journal = folder.resolve("s.jsonl").toString();
        Captured begun = Captured.scoot(
                "tune",
                "sim",
                "--service",
                "cls-7b-2a10",
                "--budget",
                "4",
                "--confirmations",
                "0",
                "--journal",
                journal);
        assertThat(begun.code()).isZero();
        Captured more = Captured.scoot("resume", journal, "--budget", "6");
        assertThat(more.errors()).isEmpty();
        assertThat(more.code()).isZero();
        assertThat(more.text()).contains("4 of 6 observations are from the journal");
        assertThat(Journal.study(Path.of(journal)).result().observations()).hasSize(6);
        CommandFile file = CommandFile.beside(Path.of(journal)).orElseThrow();
        int best = Journal.study(Path.of(journal))
                .result()
                .best()
                .orElseThrow()
                .trial()
                .number();
        assertThat(file.commands().get(best)).startsWith("vllm", "serve");
        assertThat(file.commands()).hasSize(6);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(CommandFile.file(Path.of(journal)))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatAJournalHoldsIsReportedAndExported() throws Exception {
        Path journal = folder.resolve("s.jsonl");
        Captured run = Captured.scoot(
                "tune",
                "sim",
                "--service",
                "cls-7b-2a10",
                "--budget",
                "8",
                "--confirmations",
                "1",
                "--journal",
                journal.toString(),
                "--report",
                folder.resolve("own.html").toString());
        assertThat(run.errors()).contains("own.html");
        Result result = Journal.study(journal).result();
        int best = result.best().orElseThrow().trial().number();
        String command = String.join(
                " ", CommandFile.beside(journal).orElseThrow().commands().get(best));
        assertThat(Captured.scoot("export", journal.toString(), "--as", "command")
                        .text()
                        .replace("'", ""))
                .isEqualTo(command + "\n");
        assertThat(Captured.scoot("export", journal.toString()).text().lines())
                .hasSize(1 + 8 + result.confirmations().size());
        JsonNode json = new ObjectMapper()
                .readTree(Captured.scoot("export", journal.toString(), "--as", "json")
                        .text());
        assertThat(json.findValue("trials")).hasSize(8 + result.confirmations().size());
        assertThat(Captured.scoot("export", journal.toString(), "--as", "kubernetes")
                        .text())
                .contains("- \"serve\"");
        assertThat(Captured.scoot("export", journal.toString(), "--as", "env", "--trial", "0"))
                .isEqualTo(new Captured(0, "", "")); // the default needs none
        assertThat(Captured.scoot("export", journal.toString(), "--as", "helm", "--trial", "99")
                        .errors())
                .contains("there is no observation of trial 99");
        assertThat(Captured.scoot("report", journal.toString()).code()).isZero();
        String page = Files.readString(folder.resolve("s.html"));
        assertThat(page).contains("default-src 'none'").contains("--block-size");
        assertThat(Files.readString(folder.resolve("own.html"))).contains("cls-7b-2a10");
        Captured followed = Captured.scoot(
                "report",
                journal.toString(),
                "--follow",
                "--every",
                "1",
                "-o",
                folder.resolve("f.html").toString());
        assertThat(followed.code()).isZero(); // the study has ended
        assertThat(folder.resolve("f.html")).isNotEmptyFile();
        assertThat(Captured.scoot("report", "nowhere.jsonl").code()).isEqualTo(2);
    }

    @Test
    void withoutWhatWasTypedItSaysHowToGoOn() throws IOException {
        Path journal = Files.createFile(folder.resolve("s.jsonl"));
        Captured run = Captured.scoot("resume", journal.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains("s.jsonl.command.json", "--journal");
        assertThat(Captured.scoot("resume", "nowhere.jsonl").errors()).contains("there is no journal nowhere.jsonl");
    }

    @Test
    void aSlipIsToldWithWhatWasMeant() {
        told("Did you mean: scoot resume", "resme", "x");
        told("Possible solutions: --budget", "tune", "sim", "--buget", "3");
        told("--budget=N", "tune", "--budget", "x");
        told("All options: scoot tune sim --help", "tune", "--budget", "x");
        told(
                "the nearest is chat-llama-3.1-8b-1h100; to see all: scoot tune sim --list",
                "tune",
                "--service",
                "chat-lama-3.1-8b-1h100");
        told("the nearest is ttft_ms", "tune", "engine", "--space", "vllm", "--model", "m", "--minimize", "ttft");
        told(
                "the nearest is kv-heads",
                "tune",
                "engine",
                "--space",
                "vllm",
                "--model",
                "m",
                "--minimize",
                "ttft_ms",
                "--rate",
                "2",
                "--fact",
                "kvheads=3");
        Captured maven = Captured.maven("--budget", "x");
        assertThat(maven.errors()).contains("mvn -q -Ptune -Dexec.args=\"sim --help\"");
    }

    private static void told(String part, String... arguments) {
        Captured run = Captured.scoot(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains(part).doesNotContain("Exception", "Usage:");
        assertThat(run.errors().lines().count()).isLessThan(7);
    }

    @Test
    void theCataloguesAreListed() {
        assertThat(Captured.scoot("catalogue").text()).contains("vllm: vLLM", "sglang: SGLang");
        assertThat(Captured.scoot("catalogue", "vllm", "--include", "kv-cache-dtype")
                        .text())
                .contains("changes the answers")
                .doesNotContain("sglang: SGLang");
    }

    @Test
    void aBatchTunesAllAndAFailureOfOneStopsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("fleet.yaml"), """
                slots: 2
                options: --budget 4 --confirmations 1
                services:
                  - name: cls
                    tune: sim --service cls-7b-2a10
                  - name: other
                    tune: sim --service cls-7b-2a10 --seed 2
                  - name: never
                    tune: [--service, chat-llama-3.1-8b-1h100, --bound, p95_ttft_ms <= 1]
                """);
        Path studies = Files.createDirectories(folder.resolve("fleet-studies"));
        Captured.scoot(
                "tune",
                "--service",
                "cls-7b-2a10",
                "--seed",
                "9",
                "--budget",
                "2",
                "--journal",
                studies.resolve("other.jsonl").toString());
        Captured run = Captured.scoot("batch", file.toString());
        assertThat(run.code()).isEqualTo(1);
        List<String> lines = run.text().lines().toList();
        assertThat(lines).anyMatch(line -> line.startsWith("other") && line.contains("journal is of another study"));
        assertThat(lines).anyMatch(line -> line.startsWith("cls ") && line.contains("the default"));
        assertThat(lines).anyMatch(line -> line.startsWith("never") && line.contains("not met by any"));
        assertThat(Journal.study(studies.resolve("cls.jsonl")).result().observations())
                .hasSize(4);
        assertThat(Files.readString(studies.resolve("index.html"))).contains("cls.html", "journal is of another study");
        assertThat(studies.resolve("cls.html")).isNotEmptyFile();
        assertThat(CommandFile.beside(studies.resolve("never.jsonl"))
                        .orElseThrow()
                        .arguments())
                .startsWith("sim", "--service");
    }

    @Test
    void aBatchIsCheckedBeforeAnythingRuns() throws IOException {
        batch("service second of", """
                services:
                  - {name: first, tune: sim --budget 2}
                  - {name: second, tune: sim --buget 2}
                """);
        batch("slots is 0", "slots: 0\nservices: [{name: a, tune: sim}]");
        batch("two services are called a", "services: [{name: a, tune: sim}, {name: a, tune: sim}]");
        batch("../x", "services: [{name: ../x, tune: sim}]");
        batch("service is none of", "service: [{name: a, tune: sim}]");
        batch("it names no services", "slots: 1");
        batch("is no YAML", "services: [");
        batch("evaluates 3 at a time, but slots is 1", "services: [{name: a, tune: sim --parallelism 3}]");
    }

    private void batch(String part, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), yaml);
        Captured run = Captured.scoot("batch", file.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains(part);
        assertThat(folder.resolve("bad-studies/first.jsonl")).doesNotExist();
    }
}
