package io.scoot.engines.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.engines.scripted.FakeEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Engines whose children do all that they can to be lost, and tuners that are killed. */
@EnabledOnOs(OS.LINUX)
class SupervisorTest {

    /** Sleeps under a name that tells this test's processes from others: the shell's own arguments. */
    private final String tag = "scoot-test-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    /** An engine that serves, with children in sessions of their own, forked twice, without environment, by another name. */
    private List<String> wild(int port) {
        String sleeper = "while :; do sleep 1; done";
        String children = "env -i PATH=\"$PATH\" setsid sh -c '" + sleeper + "' " + tag + " & "
                + "( ( env -i PATH=\"$PATH\" setsid sh -c '" + sleeper + "' " + tag + " & ) & ) ; "
                + "sh -c \"trap '' TERM; " + sleeper + "\" " + tag + " & exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("sh", "-c", children, "wild"));
        command.addAll(FakeEngine.command(port));
        return command;
    }

    private List<String> left() {
        return ProcessStat.all().stream()
                .filter(stat -> !stat.dead())
                .map(ProcessStat::command)
                .filter(command ->
                        command.contains(tag) && !command.contains("scoot-supervisor") && !command.contains("wild"))
                .toList();
    }

    private static boolean within(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    private Launch launch(List<String> command, int port) {
        return new Launch(
                command,
                Map.of(),
                folder,
                folder.resolve("engine.log"),
                URI.create("http://127.0.0.1:" + port),
                "/health",
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Secrets.of(Map.of(), List.of()),
                Optional.of(folder));
    }

    @Test
    void nothingIsLeftOfChildrenThatHide() throws Exception {
        int port = Launch.freePort();
        EngineProcess engine = EngineProcess.start(launch(wild(port), port));
        assertThat(left()).hasSize(3);
        engine.close();
        assertThat(left()).isEmpty();
        assertThat(EngineRecords.sweep(folder)).isEmpty();
    }

    @Test
    void nothingIsLeftWhenTheEngineEndsByItself() throws Exception {
        int port = Launch.freePort();
        List<String> command = wild(port);
        command.addAll(List.of("--die", "CUDA out of memory"));
        try (EngineProcess engine = EngineProcess.start(launch(command, port))) {
            throw new AssertionError(engine.server() + " serves");
        } catch (EngineDeath death) {
            assertThat(death.reason()).isEqualTo("at the start: out of memory, exit status 1");
        }
        assertThat(left()).isEmpty();
    }

    private Process tuner() throws IOException {
        int port = Launch.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Tuner.class.getName(),
                folder.toString(),
                String.valueOf(port)));
        command.addAll(wild(port));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo("serving");
        return process;
    }

    @Test
    void aKilledTunerLeavesNothing() throws Exception {
        Process tuner = tuner();
        assertThat(left()).hasSize(3);
        tuner.destroyForcibly().waitFor();
        assertThat(within(Duration.ofSeconds(20), () -> left().isEmpty()))
                .as(() -> left().toString())
                .isTrue();
    }

    @Test
    void whatAKilledSupervisorLeavesIsFoundNamedAndStoppedByTheNextRun() throws Exception {
        Process tuner = tuner();
        List<ProcessHandle> all = tuner.descendants().toList();
        Thread.sleep(1500); // the records are a second behind
        assertThat(EngineRecords.sweep(folder)).isEmpty(); // its owner lives: another study's engine is left alone
        tuner.destroyForcibly();
        all.stream()
                .filter(process -> ProcessStat.of(process.pid())
                        .filter(stat -> stat.command().contains("scoot-supervisor"))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
        tuner.waitFor();
        assertThat(left()).hasSize(3);
        assertThat(EngineRecords.sweep(folder)).hasSizeGreaterThanOrEqualTo(3).anySatisfy(name -> assertThat(name)
                .contains("FakeEngine"));
        assertThat(left()).isEmpty();
        assertThat(EngineRecords.sweep(folder)).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".json"));
        }
    }
}
