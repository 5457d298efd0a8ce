package io.scoot.engines.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The known last words of engines, from {@code causes.yaml}. */
final class Causes {

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final List<Words> ALL = read();
    private static final Pattern HARMLESS = Pattern.compile(
            "^\\W*(\\([^)]*\\)\\s*)?(INFO|DEBUG|WARN(ING)?)\\b|\\[(I|D|W|INFO|DEBUG|WARNING)]| (INFO|DEBUG|WARNING) ");
    private static final Pattern FATAL = Pattern.compile(
            "\\b[A-Za-z_.]*(Error|Exception|Exit)\\b(:| \\[)|^\\W*(fatal|panic|error)\\b:", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOURCE =
            Pattern.compile("^\\s*(\\([^)]*\\)\\s*)?(File \"|raise |\\^+\\s*$|at [\\w.$]+\\()");

    private Causes() {}

    /**
     * An entry of the file.
     *
     * @param cause what it is called; none of a wrapper
     * @param fault whose it is
     * @param pattern what a line says
     * @param unless what a line that is harmless says beside
     * @param weak whether more than one cause says so: others of the same line go before
     * @param wrapper whether it only says that something else has failed
     * @param engine whose words they are
     * @param since its version that said so first
     */
    record Words(
            @Nullable String cause,
            @Nullable String fault,
            @JsonProperty(required = true) String pattern,
            @Nullable String unless,
            boolean weak,
            boolean wrapper,
            String engine,
            @Nullable String since) {

        boolean fit(String line) {
            return compiled(pattern).matcher(line).find()
                    && (unless == null || !compiled(unless).matcher(line).find());
        }

        private static Pattern compiled(String text) {
            return PATTERNS.computeIfAbsent(text, pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }
    }

    /**
     * What decides about a death.
     *
     * @param line the last fatal one; empty without any
     * @param cause of what it says, if that is known
     */
    record Fatal(String line, Optional<CauseOfDeath> cause) {}

    /** The last line of {@code log} that is fatal. */
    static Fatal lastFatal(String log) {
        List<String> lines = LogTail.plain(log).lines().map(String::strip).toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (line.isEmpty()
                    || HARMLESS.matcher(line).find()
                    || SOURCE.matcher(line).find()
                    || wrapper(line)) {
                continue;
            }
            Optional<CauseOfDeath> known = known(line, false).or(() -> known(line, true));
            if (known.isPresent() || FATAL.matcher(line).find()) {
                return new Fatal(line, known);
            }
        }
        return new Fatal("", Optional.empty());
    }

    private static boolean wrapper(String line) {
        boolean wraps = ALL.stream().anyMatch(words -> words.wrapper() && words.fit(line));
        return wraps && known(line, false).isEmpty(); // some wrappers repeat what they wrap
    }

    private static Optional<CauseOfDeath> known(String line, boolean weak) {
        return ALL.stream()
                .filter(words -> !words.wrapper() && words.weak() == weak && words.fit(line))
                .findFirst()
                .map(words -> new CauseOfDeath(
                        Objects.requireNonNull(words.cause(), words.pattern()),
                        Fault.valueOf(Objects.requireNonNull(words.fault(), words.pattern())
                                .toUpperCase(Locale.ROOT))));
    }

    static List<Words> all() {
        return ALL;
    }

    private static List<Words> read() {
        try (InputStream in = Objects.requireNonNull(Causes.class.getResourceAsStream("causes.yaml"), "causes.yaml")) {
            return List.of(new ObjectMapper(new YAMLFactory()).readValue(in, Words[].class));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
