package io.scoot.engines.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The engines that run for a work folder, in files of it: what is left of a run that was killed is found by the next. */
public final class EngineRecords {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".engine.json";
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final long POLL = 20L; // ms
    private static final int ROUNDS = 500;

    private EngineRecords() {}

    /** A process that is one and the same until the next boot. */
    record Member(long pid, long start) {}

    /**
     * An engine.
     *
     * @param boot of the system
     * @param owner who started it
     * @param session of its supervisor, and of all that it started unless they began another
     * @param mark in its environment
     * @param members that were seen
     */
    record Engine(String boot, Member owner, Member session, String mark, List<Member> members) {}

    static void write(Path folder, Engine engine) throws IOException {
        Files.createDirectories(folder);
        Path file = file(folder, engine);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        JSON.writeValue(part.toFile(), engine);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Path folder, Engine engine) throws IOException {
        Files.deleteIfExists(file(folder, engine));
    }

    private static Path file(Path folder, Engine engine) {
        return folder.resolve(engine.session().pid() + SUFFIX);
    }

    static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException e) {
            return ""; // not Linux: nothing is found again
        }
    }

    static Member self() {
        long pid = ProcessHandle.current().pid();
        return new Member(pid, ProcessStat.of(pid).map(ProcessStat::start).orElse(0L));
    }

    /**
     * Kills what is left of engines whose owners have ended, and waits until it is gone.
     *
     * @param folder of the records
     * @return each process's number and command
     * @throws IOException if the folder cannot be read
     */
    public static List<String> sweep(Path folder) throws IOException {
        List<String> swept = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return swept;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                Engine engine = JSON.readValue(file.toFile(), Engine.class);
                if (!engine.boot().equals(boot())) {
                    Files.deleteIfExists(file);
                } else if (!alive(engine.owner())) {
                    swept.addAll(kill(engine));
                    Files.deleteIfExists(file);
                }
            }
        }
        return swept;
    }

    private static boolean alive(Member member) {
        return ProcessStat.of(member.pid())
                .filter(stat -> !stat.dead() && stat.start() == member.start())
                .isPresent();
    }

    private static List<String> kill(Engine engine) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessStat> left = left(engine);
            if (left.isEmpty()) {
                return List.copyOf(names);
            }
            for (ProcessStat stat : left) {
                names.add("process " + stat.pid() + " (" + LogTail.shortened(stat.command()) + ")");
                ProcessHandle.of(stat.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.copyOf(names);
            }
        }
        throw new IOException("an earlier run's engine cannot be stopped: " + names);
    }

    /** A session's number is not given away while it has members: if its leader is another, no member is left. */
    private static List<ProcessStat> left(Engine engine) {
        List<ProcessStat> all = ProcessStat.all();
        boolean reused = all.stream()
                .anyMatch(stat -> stat.pid() == engine.session().pid()
                        && stat.start() != engine.session().start());
        Set<Long> roots = new LinkedHashSet<>();
        List<ProcessStat> left = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            for (ProcessStat stat : all) {
                boolean ours = (!reused && stat.session() == engine.session().pid())
                        || engine.members().contains(new Member(stat.pid(), stat.start()))
                        || roots.contains(stat.parent())
                        || stat.environment().contains(engine.mark());
                if (ours && !stat.dead() && roots.add(stat.pid())) {
                    left.add(stat);
                    more = true;
                }
            }
        }
        return left;
    }
}
