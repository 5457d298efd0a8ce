package io.scoot.engines.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EngineLogTest {

    private static final Secrets SECRETS = Secrets.of(
            Map.of("HF_TOKEN", "hf_abcdefgh", "MINE", "open-sesame", "KEYS", "1", "HOME", "/home/me"), List.of("MINE"));

    @TempDir
    private Path folder;

    private String logged(String text) throws IOException, InterruptedException {
        Path file = folder.resolve("log");
        EngineLog log = new EngineLog(file, SECRETS);
        log.reading(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .join();
        assertThat(log.ended()).isTrue();
        return Files.readString(file);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerReadsIt() throws Exception {
        logged("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void secretsAreMaskedAndTheRestIsWhole() throws Exception {
        assertThat(logged("a token hf_abcdefgh\nAuthorization: Bearer sk-1234567890\nopen-sesame /home/me 1"))
                .isEqualTo("a token ***\nAuthorization: Bearer ***\n*** /home/me 1");
        assertThat(SECRETS.and(List.of("another one")).masked("another one, hf_abcdefgh"))
                .isEqualTo("***, ***");
    }

    @Test
    void whatIsTooLongKeepsItsBeginningAndItsEnd() throws Exception {
        String middle = "x".repeat(99) + "\n";
        String text = "first\n" + middle.repeat(200_000) + "last without an end";
        String log = logged(text);
        assertThat(log.length()).isLessThan(EngineLog.HEAD + EngineLog.TAIL + 200);
        assertThat(log)
                .startsWith("first\n")
                .endsWith(middle + "last without an end")
                .contains("characters are left out");
    }

    @Test
    void whatIsALittleTooLongLosesNothing() throws Exception {
        String text = ("x".repeat(99) + "\n").repeat(EngineLog.HEAD / 100 + 500) + "end";
        assertThat(logged(text)).isEqualTo(text);
    }

    @Test
    void aLineWithoutAnEndIsSeenWhileItIsWritten() throws Exception {
        EngineLog log = new EngineLog(folder.resolve("log"), SECRETS);
        Thread reading;
        try (PipedOutputStream out = new PipedOutputStream()) {
            reading = log.reading(new PipedInputStream(out));
            out.write("one\nloading… 50 %".getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (int i = 0; i < 500 && !log.text().endsWith("50 %"); i++) {
                Thread.sleep(20);
            }
            assertThat(log.text()).isEqualTo("one\nloading… 50 %");
        }
        reading.join();
        assertThat(Files.readString(folder.resolve("log"))).isEqualTo("one\nloading… 50 %");
    }

    @Test
    void memoryIsWaitedForWhereItIsTold() throws Exception {
        Path tool = Files.writeString(folder.resolve("smi"), "#!/bin/sh\necho 900\necho 100\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        GpuMemory memory = new GpuMemory(List.of(tool.toString()));
        assertThat(memory.used(List.of("0", "1"))).hasValue(1000L);
        assertThat(memory.used(List.of())).isEmpty();
        assertThat(memory.awaitFree(List.of("0"), java.util.OptionalLong.of(900L), java.time.Duration.ofSeconds(5)))
                .isTrue();
        assertThat(memory.awaitFree(List.of("0"), java.util.OptionalLong.of(100L), java.time.Duration.ofMillis(300)))
                .isFalse();
        assertThat(new GpuMemory(List.of("no-such-tool")).used(List.of("0"))).isEmpty();
    }
}
