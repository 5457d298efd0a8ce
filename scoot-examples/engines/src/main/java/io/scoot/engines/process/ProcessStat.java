package io.scoot.engines.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process as Linux tells of it in {@code /proc/PID/stat} (proc_pid_stat(5)).
 *
 * @param pid its number
 * @param parent its parent's
 * @param session its session's: the number of the process that began it
 * @param start ticks since boot; with the number it is unique until the next boot
 * @param dead whether it is a zombie
 */
record ProcessStat(long pid, long parent, long session, long start, boolean dead) {

    private static final Path PROC = Path.of("/proc");
    private static final int WORD = 60; // characters

    /** All that there are now; none on another system. */
    static List<ProcessStat> all() {
        List<ProcessStat> all = new ArrayList<>();
        if (!Files.isDirectory(PROC)) {
            return all;
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            for (Path process : (Iterable<Path>) processes::iterator) {
                String name = process.getFileName().toString();
                if (Character.isDigit(name.charAt(0))) {
                    of(Long.parseLong(name)).ifPresent(all::add);
                }
            }
        } catch (IOException e) {
            return all; // no such file system
        }
        return all;
    }

    /** One of them, if there is. */
    static Optional<ProcessStat> of(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields =
                    line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1); // the name may hold anything
            return Optional.of(new ProcessStat(
                    pid,
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[19]),
                    fields[0].equals("Z")));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty(); // gone meanwhile
        }
    }

    /** Its command line, for people: class paths and the like are cut; its name if it hides that. */
    String command() {
        try {
            String line = Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return line.isBlank()
                    ? Files.readString(PROC.resolve(pid + "/comm")).strip()
                    : Arrays.stream(line.split("\0"))
                            .map(word -> word.length() > WORD ? word.substring(0, WORD) + "…" : word)
                            .collect(Collectors.joining(" "))
                            .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Its environment at the start, unless it has overwritten it. */
    String environment() {
        try {
            return new String(Files.readAllBytes(PROC.resolve(pid + "/environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // another user's, or gone
        }
    }
}
