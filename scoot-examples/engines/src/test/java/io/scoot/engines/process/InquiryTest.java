package io.scoot.engines.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class InquiryTest {

    private final String tag = "scoot-test-" + UUID.randomUUID();

    /** Hangs, as does a child of it that nobody waits for. */
    private List<String> hanging() {
        String sleeper = "while :; do sleep 1; done";
        return List.of("sh", "-c", "(sh -c '" + sleeper + "' " + tag + " &); " + sleeper, tag);
    }

    /** Of the program that is asked; the words of asker and supervisor have the tag, too. */
    private boolean left() {
        return ProcessStat.all().stream()
                .filter(stat -> !stat.dead() && stat.command().contains(tag))
                .map(ProcessStat::command)
                .anyMatch(command -> !command.contains("scoot-supervisor") && !command.contains("Asker"));
    }

    /** For the test to kill. */
    static final class Asker {
        private Asker() {}

        public static void main(String[] arguments) throws Exception {
            Inquiry.ask(List.of(arguments), Duration.ofMinutes(10));
        }
    }

    @Test
    void wordsAndStatusAreTold() throws Exception {
        Inquiry.Answer answer = Inquiry.ask(
                        List.of("sh", "-c", "echo 0.33.0; echo 'a wärning' >&2; exit 3"), Duration.ofSeconds(30))
                .orElseThrow();
        assertThat(answer).isEqualTo(new Inquiry.Answer(3, "0.33.0\na wärning\n"));
    }

    @Test
    void nothingIsLeftOfWhatHangs() throws Exception {
        long before = System.nanoTime();
        assertThat(Inquiry.ask(hanging(), Duration.ofMillis(500))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assumeTrue(Supervisor.available(), "without a supervisor a child that is nobody's cannot be found");
        assertThat(left()).isFalse();
    }

    @Test
    void nothingIsLeftWhereTheAskerIsKilled() throws Exception {
        assumeTrue(Supervisor.available(), "without a supervisor nobody sees to it");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName()));
        command.addAll(hanging());
        Process asker = new ProcessBuilder(command).start();
        while (!left()) {
            Thread.sleep(50);
        }
        asker.destroyForcibly().waitFor();
        for (int i = 0; i < 200 && left(); i++) {
            Thread.sleep(50);
        }
        assertThat(left()).isFalse();
    }
}
