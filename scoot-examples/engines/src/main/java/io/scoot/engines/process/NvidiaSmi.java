package io.scoot.engines.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a vendor's tool about GPUs. */
final class NvidiaSmi {

    private static final int PATIENCE = 20; // s for the tool

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
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return List.of();
            }
            return words.lines().map(String::strip).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
