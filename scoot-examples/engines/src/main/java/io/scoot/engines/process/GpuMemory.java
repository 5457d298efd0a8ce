package io.scoot.engines.process;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** The memory that is in use on GPUs, as a vendor's tool tells it: drivers give it back a while after a process has ended. */
public final class GpuMemory {

    private static final long SLACK = 512; // MiB that may differ
    private static final long POLL = 250; // ms

    private final List<String> command;

    /**
     * Asks this program.
     *
     * @param command to which the devices' names are added, separated by commas; it prints MiB, a line for each
     */
    public GpuMemory(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** Asks {@code nvidia-smi}; without one nothing is known, and nobody waits. */
    public static GpuMemory nvidia() {
        return new GpuMemory(NvidiaSmi.query("memory.used"));
    }

    /** MiB in use on all of {@code devices}; empty where the tool is missing or does not know them. */
    public OptionalLong used(List<String> devices) throws InterruptedException {
        List<String> lines = NvidiaSmi.lines(command, devices);
        try {
            return lines.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(lines.stream().mapToLong(Long::parseLong).sum());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Waits until no more is in use than before, but for 512 MiB.
     *
     * @param before MiB, from {@link #used}; empty: does not wait
     * @return whether it came to that within {@code limit}
     */
    public boolean awaitFree(List<String> devices, OptionalLong before, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (before.isPresent() && used(devices).orElse(0L) > before.getAsLong() + SLACK) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }
}
