package io.scoot.engines.process;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A process and everything that it started. Descendants whose parents have died are no longer the system's descendants; on Linux
 * they are still found by the session that the root began, by a variable of the environment that they inherit, and because they
 * were seen while their parents lived.
 */
final class ProcessTree {

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
        relatives().forEach(stat -> ProcessHandle.of(stat.pid()).ifPresent(known::add));
        root.descendants().forEach(known::add);
        known.removeIf(process -> !process.isAlive());
        return Set.copyOf(known);
    }

    /** Those alive now, as a later run finds them again. */
    synchronized List<ProcessStat> members() {
        return alive().stream()
                .flatMap(process -> ProcessStat.of(process.pid()).stream())
                .toList();
    }

    private synchronized boolean knownAlive() {
        root.descendants().forEach(known::add);
        return known.stream().anyMatch(ProcessHandle::isAlive);
    }

    /** Kills all of it, and what it starts meanwhile; returns when all are gone. The root is last: it reaps orphans. */
    void kill() {
        do {
            Collection<ProcessHandle> alive = alive();
            List<ProcessHandle> others =
                    alive.stream().filter(process -> !process.equals(root)).toList();
            (others.isEmpty() ? alive : others).forEach(ProcessHandle::destroyForcibly);
        } while (!gone(Duration.ofMillis(2 * POLL)));
    }

    /** Waits until all are gone, at most {@code limit}. */
    boolean gone(Duration limit) {
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

    private List<ProcessStat> relatives() {
        List<ProcessStat> all = ProcessStat.all();
        Map<Long, ProcessStat> byPid =
                all.stream().collect(Collectors.toMap(ProcessStat::pid, stat -> stat, (a, b) -> a, HashMap::new));
        return all.stream()
                .filter(stat -> !stat.dead())
                .filter(stat -> stat.session() == root.pid()
                        || descends(stat, byPid)
                        || stat.environment().contains(mark))
                .toList();
    }

    private boolean descends(ProcessStat stat, Map<Long, ProcessStat> byPid) {
        ProcessStat ancestor = stat;
        for (int i = 0; ancestor != null && i < byPid.size(); i++) {
            if (ancestor.pid() == root.pid()) {
                return true;
            }
            ancestor = byPid.get(ancestor.parent());
        }
        return false;
    }
}
