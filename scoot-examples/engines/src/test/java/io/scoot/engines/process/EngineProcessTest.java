package io.scoot.engines.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.engines.scripted.FakeEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {

    @TempDir
    private Path directory;

    private Launch launch(Duration limit, String... flags) throws IOException {
        int port = Launch.freePort();
        List<String> command = new ArrayList<>(FakeEngine.command(port));
        command.addAll(List.of(flags));
        return new Launch(
                command,
                Map.of(),
                directory,
                directory.resolve("log"),
                URI.create("http://127.0.0.1:" + port),
                "/health",
                limit,
                Duration.ofSeconds(2));
    }

    private EngineDeath dies(Duration limit, String... flags) throws IOException, InterruptedException {
        Launch launch = launch(limit, flags);
        try (EngineProcess engine = EngineProcess.start(launch)) {
            throw new AssertionError("it serves at " + engine.server());
        } catch (EngineDeath death) {
            return death;
        }
    }

    @Test
    void nothingIsLeftOfAnEngineWithChildren() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        EngineProcess engine = EngineProcess.start(launch(Duration.ofSeconds(30), "--children", "2"));
        assertThat(engine.processes()).isBetween(3, 5); // itself, two children, and on Linux those that supervise
        List<ProcessHandle> all =
                new ArrayList<>(ProcessHandle.current().descendants().toList());
        all.removeAll(before);
        assertThat(all).hasSize(engine.processes());
        engine.close();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // orphans are found by /proc
    void orphansAreFoundAndOneThatWillNotStopIsKilled() throws Exception {
        EngineProcess engine =
                EngineProcess.start(launch(Duration.ofSeconds(30), "--children", "1", "--orphan", "--stubborn"));
        assertThat(engine.processes()).isBetween(2, 4);
        engine.close();
        assertThat(engine.processes()).isZero();
    }

    @Test
    void theReasonIsClassified() throws Exception {
        assertThat(dies(
                        Duration.ofSeconds(30),
                        "--die",
                        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB"))
                .satisfies(death -> assertThat(death.reason()).isEqualTo("at the start: out of memory, exit status 1"))
                .satisfies(death -> assertThat(death.lastWords()).contains("Tried to allocate 2 GiB"));
        assertThat(dies(Duration.ofSeconds(30), "--die", "serve: error: unrecognized arguments: --foo")
                        .causeOfDeath())
                .isEqualTo(CauseOfDeath.BAD_ARGUMENT);
        assertThat(dies(Duration.ofSeconds(30), "--die", "OSError: [Errno 98] Address already in use")
                        .causeOfDeath())
                .isEqualTo(CauseOfDeath.PORT_TAKEN);
        assertThat(CauseOfDeath.of("", OptionalInt.of(136))).isEqualTo(CauseOfDeath.KILLED);
        assertThat(CauseOfDeath.status(136)).isEqualTo("signal 8 (SIGFPE)");
    }

    @Test
    void anEngineThatNeverServesIsGivenUpAndGone() throws Exception {
        long before = ProcessHandle.current().descendants().count();
        assertThat(dies(Duration.ofSeconds(2), "--start-seconds", "600"))
                .hasMessageContaining("not serving after 2 s")
                .extracting(EngineDeath::causeOfDeath)
                .isEqualTo(CauseOfDeath.TIMEOUT);
        assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
    }

    @Test
    void anInterruptLeavesNothing() throws Exception {
        long before = ProcessHandle.current().descendants().count();
        Launch launch = launch(Duration.ofSeconds(60), "--start-seconds", "600");
        Thread starting = new Thread(
                () -> assertThatThrownBy(() -> EngineProcess.start(launch)).isInstanceOf(InterruptedException.class));
        starting.start();
        Thread.sleep(1000);
        starting.interrupt();
        starting.join(20_000);
        assertThat(starting.isAlive()).isFalse();
        assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
    }

    @Test
    void aProgramThatIsNotThere() {
        assertThatThrownBy(() -> EngineProcess.start(new Launch(
                        List.of("no-such-engine"),
                        Map.of(),
                        directory,
                        directory.resolve("log"),
                        URI.create("http://127.0.0.1:1"),
                        "/",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-engine");
    }

    @Test
    void slotsNeverShareADevice() throws InterruptedException {
        GpuSlots slots = GpuSlots.of(List.of(0, 1, 2, 3, 4), 2);
        assertThat(slots.count()).isEqualTo(2);
        try (GpuSlots.Lease one = slots.take();
                GpuSlots.Lease two = slots.take()) {
            assertThat(List.of(one.visibleDevices(), two.visibleDevices())).containsExactlyInAnyOrder("0,1", "2,3");
        }
        try (GpuSlots.Lease all =
                GpuSlots.of(List.of("MIG-5c89", "GPU-1a2b", "4-6"), 5).take()) {
            assertThat(all.visibleDevices()).isEqualTo("MIG-5c89,GPU-1a2b,4,5,6");
        }
        assertThatThrownBy(() -> GpuSlots.of(List.of("0-2", 1), 1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> GpuSlots.of(List.of("3-1"), 1)).hasMessageContaining("3-1");
        assertThat(GpuSlots.none(3).count()).isEqualTo(3);
        assertThatThrownBy(() -> GpuSlots.of(List.of(1, 1), 1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> GpuSlots.of(List.of(1), 2)).hasMessageContaining("2 GPUs for each trial");
    }
}
