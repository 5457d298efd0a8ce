package io.scoot.engines;

import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.process.Inquiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the engine that is installed for its version and its flags, so that a catalogue of another version is told of before an hour
 * has been paid for it. What it answers is kept by version, for starting an engine's program takes a while.
 */
public final class EngineProbe {

    private static final Duration PATIENCE = Duration.ofMinutes(2); // vLLM imports PyTorch to print its help
    private static final Pattern VERSION = Pattern.compile("\\b(?:v?(\\d+\\.\\d+[\\w.+-]*)|version:? (\\d+)\\b)");

    private final Catalogue catalogue;
    private final Path cache;
    private final Optional<String> program;

    /**
     * A probe of the program that the catalogue names.
     *
     * @param catalogue whose engine is asked
     * @param cache folder for answers
     */
    public EngineProbe(Catalogue catalogue, Path cache) {
        this(catalogue, cache, Optional.empty());
    }

    private EngineProbe(Catalogue catalogue, Path cache, Optional<String> program) {
        this.catalogue = catalogue;
        this.cache = cache;
        this.program = program;
    }

    /**
     * A probe of what an own command starts; empty unless that is the catalogue's program, in whatever folder: of a container or a
     * script nobody knows how to ask.
     */
    public static Optional<EngineProbe> of(Catalogue catalogue, Path cache, List<String> command) {
        return catalogue
                .versionCommand()
                .filter(version -> !command.isEmpty() && name(version.get(0)).equals(name(command.get(0))))
                .map(version -> new EngineProbe(catalogue, cache, Optional.of(command.get(0))));
    }

    private static String name(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** The version of the engine that is installed; empty if the catalogue cannot ask, or the program does not answer. */
    public Optional<String> version() throws IOException, InterruptedException {
        Optional<List<String>> command = catalogue.versionCommand();
        return command.isEmpty() ? Optional.empty() : run(asking(command.get())).flatMap(EngineProbe::versionIn);
    }

    private static Optional<String> versionIn(String words) {
        Optional<String> last = Optional.empty();
        Matcher matcher = VERSION.matcher(words);
        while (matcher.find()) { // the last: warnings come before
            last = Optional.ofNullable(matcher.group(1) == null ? "b" + matcher.group(2) : matcher.group(1));
        }
        return last;
    }

    /**
     * The parameters whose flags the installed engine does not know, by flag; empty if it cannot be asked.
     *
     * @param version as {@link #version} has it
     */
    public Map<String, String> unknownFlags(String version) throws IOException, InterruptedException {
        Map<String, String> unknown = new TreeMap<>();
        Optional<String> help = help(version);
        help.ifPresent(words -> catalogue.flagNames().forEach((flag, name) -> {
            if (!Pattern.compile("(?<![\\w-])" + Pattern.quote(flag) + "(?![\\w-])")
                    .matcher(words)
                    .find()) {
                unknown.put(flag, name);
            }
        }));
        return unknown;
    }

    private Optional<String> help(String version) throws IOException, InterruptedException {
        Optional<List<String>> command = catalogue.helpCommand();
        if (command.isEmpty()) {
            return Optional.empty();
        }
        Path kept = cache.resolve(catalogue.name() + "-" + version.replaceAll("[^\\w.+-]", "_") + ".flags.txt");
        if (Files.isRegularFile(kept)) {
            return Optional.of(Files.readString(kept));
        }
        Optional<String> help = run(asking(command.get())).filter(words -> words.contains("--"));
        if (help.isPresent()) {
            Files.createDirectories(cache);
            Files.writeString(kept, help.get());
        }
        return help;
    }

    private List<String> asking(List<String> command) {
        List<String> words = new ArrayList<>(command);
        program.ifPresent(own -> words.set(0, own));
        return words;
    }

    private static Optional<String> run(List<String> command) throws InterruptedException {
        try {
            return Inquiry.ask(command, PATIENCE)
                    .filter(answer -> answer.status() == 0)
                    .map(Inquiry.Answer::words);
        } catch (IOException e) {
            return Optional.empty(); // no such program: the trial will say so
        }
    }
}
