package io.scoot.engines.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process and everything that it started. Descendants whose parents have died are no longer the system's descendants; on Linux
 * they are still found by a variable of the environment that all of them inherit.
 */
final class ProcessTree {

    private static final Path PROC = Path.of("/proc");
    private static final long POLL = 20L; // ms

    private final ProcessHandle root;
    private final String mark;
    private final Set<ProcessHandle> known = new LinkedHashSet<>();

    /**
     * The tree of {@code root}.
     *
     * @param mark {@code NAME=value} in the environment of all of it and of nothing else
     */
    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = mark;
        known.add(root);
    }

    /** Those alive now. */
    synchronized Collection<ProcessHandle> alive() {
        known.addAll(marked());
        root.descendants().forEach(known::add);
        known.removeIf(process -> !process.isAlive());
        return Set.copyOf(known);
    }

    private synchronized boolean knownAlive() {
        root.descendants().forEach(known::add);
        return known.stream().anyMatch(ProcessHandle::isAlive);
    }

    /** Asks the root to stop, kills what is left after {@code grace}, and returns when all are gone. */
    void stop(Duration grace) {
        alive();
        root.destroy();
        if (!gone(grace)) {
            kill();
        }
    }

    /** Kills all of it, and what it starts meanwhile; returns when all are gone. */
    void kill() {
        do {
            alive().forEach(ProcessHandle::destroyForcibly);
        } while (!gone(Duration.ofMillis(10 * POLL)));
    }

    private boolean gone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (knownAlive() || !alive().isEmpty()) { // looks through all processes only when it seems over
                if (System.nanoTime() > deadline) {
                    return false;
                }
                try {
                    Thread.sleep(POLL);
                } catch (InterruptedException e) {
                    interrupted = true; // no orphan is left for that
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Set<ProcessHandle> marked() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        try (Stream<Path> processes = Files.isDirectory(PROC) ? Files.list(PROC) : Stream.empty()) {
            for (Path process : (Iterable<Path>) processes::iterator) {
                String name = process.getFileName().toString();
                if (Character.isDigit(name.charAt(0)) && environment(process).contains(mark)) {
                    ProcessHandle.of(Long.parseLong(name)).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            return found; // no such file system
        }
        return found;
    }

    private static String environment(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // another user's, or gone
        }
    }
}
