package io.scoot.engines.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a vendor's tool about GPUs. */
final class NvidiaSmi {

    private static final Duration PATIENCE = Duration.ofSeconds(20); // beside a broken GPU it hangs

    private NvidiaSmi() {}

    /** What the tool is asked, of all devices that are named behind it. */
    static List<String> query(String field) {
        return List.of("nvidia-smi", "--query-gpu=" + field, "--format=csv,noheader,nounits", "-i");
    }

    /** The lines that a command prints for {@code devices}; none where the tool is missing or does not know them. */
    static List<String> lines(List<String> command, List<String> devices) throws InterruptedException {
        if (devices.isEmpty() || !(command.get(0).contains("/") || Supervisor.onPath(command.get(0)))) {
            return List.of();
        }
        List<String> line = new ArrayList<>(command);
        line.add(String.join(",", devices));
        try {
            return Inquiry.ask(line, PATIENCE)
                    .filter(answer -> answer.status() == 0)
                    .map(answer -> answer.words().lines().map(String::strip).toList())
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }
}
