package io.scoot.engines.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.scoot.Configuration;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What may be tuned of one engine on one machine for one model, and how it is told. Immutable and thread-safe. */
public final class Catalogue {

    private static final List<String> NAMES =
            List.of("vllm", "vllm-paper", "sglang", "trtllm", "llama-server", "llama-jvm");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()); // JSON is YAML
    private static final MathContext DIGITS = new MathContext(6);

    private final CatalogueFile file;
    private final Facts facts;
    private final List<Entry> offered;
    private final SearchSpace space;

    private Catalogue(CatalogueFile file, Facts facts) {
        this.file = file;
        this.facts = facts;
        this.offered = file.parameters().stream()
                .filter(entry -> entry.when() == null || condition(entry.when()))
                .toList();
        this.space = buildSpace();
    }

    /** The catalogues that Scoot brings along. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if there is none of that name, or the facts do not suit it
     */
    public static Catalogue named(String name, Facts facts) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no catalogue \"" + name + "\"; there are " + NAMES);
        }
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(name + ".yaml"), name)) {
            return parse(in, name, facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A user's own.
     *
     * @throws IllegalArgumentException saying what is wrong where
     * @throws UncheckedIOException if it cannot be read
     */
    public static Catalogue read(Path path, Facts facts) {
        try (InputStream in = Files.newInputStream(path)) {
            return parse(in, path.toString(), facts);
        } catch (IOException e) {
            throw new UncheckedIOException("the space file " + path + " cannot be read", e);
        }
    }

    private static Catalogue parse(InputStream in, String name, Facts facts) throws IOException {
        try {
            return new Catalogue(YAML.readValue(in, CatalogueFile.class), facts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + ": " + e.getOriginalMessage() + " " + where(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : "(line " + e.getLocation().getLineNr() + ")";
    }

    /** Short. */
    public String name() {
        return file.name();
    }

    /** Which engine, and for which version. */
    public String engine() {
        return Objects.requireNonNullElse(file.engine(), file.name());
    }

    /** What may be tuned, with the engine's defaults and its known constraints. */
    public SearchSpace space() {
        return space;
    }

    /** How the engine is started, with placeholders; empty if the file does not say. */
    public Optional<List<String>> command() {
        return Optional.ofNullable(file.command());
    }

    /** Path that answers 200 as soon as the engine serves; {@code /health} unless the file says otherwise. */
    public String health() {
        return Objects.requireNonNullElse(file.health(), "/health");
    }

    /** Variables of the engine's environment for a configuration: the file's, and parameters that are variables. */
    public Map<String, String> environment(Configuration configuration) {
        Map<String, String> variables = new LinkedHashMap<>(file.environment() == null ? Map.of() : file.environment());
        for (Entry entry : offered) {
            Object value = configuration.get(entry.name());
            if (entry.env() != null && !omitted(entry, value)) {
                variables.put(entry.env(), value instanceof Boolean on ? (on ? "1" : "0") : text(value));
            }
        }
        return variables;
    }

    /** A line for each parameter: what it does, and since when. */
    public List<String> descriptions() {
        return offered.stream()
                .map(entry -> entry.name() + ": " + entry.what()
                        + (entry.since() == null ? "" : " (since " + entry.since() + ")"))
                .toList();
    }

    /** The command line's flags for a configuration, one argument per element. */
    public List<String> flags(Configuration configuration) {
        List<String> flags = new ArrayList<>();
        for (Entry entry : offered) {
            Object value = configuration.get(entry.name());
            if (value instanceof Boolean on) {
                Optional.ofNullable(on ? entry.flag() : entry.off()).ifPresent(flags::add);
            } else if (entry.flag() != null && !omitted(entry, value)) {
                flags.add(entry.flag());
                flags.add(text(value));
            }
        }
        return flags;
    }

    /** What goes into the engine's options file, nested; empty if it has none. */
    public Map<String, Object> options(Configuration configuration) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (Entry entry : offered) {
            Object value = configuration.get(entry.name());
            if (entry.option() != null && !omitted(entry, value)) {
                put(options, List.of(entry.option().split("\\.", -1)), value);
            }
        }
        return options;
    }

    @SuppressWarnings("unchecked") // only this method puts maps in
    private static void put(Map<String, Object> options, List<String> path, Object value) {
        if (path.size() == 1) {
            options.put(path.get(0), value);
        } else {
            put(
                    (Map<String, Object>) options.computeIfAbsent(path.get(0), key -> new LinkedHashMap<>()),
                    path.subList(1, path.size()),
                    value);
        }
    }

    private static boolean omitted(Entry entry, Object value) {
        return entry.omit() != null && text(entry.omit()).equals(text(value));
    }

    private static String text(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString())
                        .round(number instanceof Integer ? MathContext.UNLIMITED : DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                : value.toString();
    }

    private SearchSpace buildSpace() {
        SearchSpace.Builder builder = SearchSpace.builder();
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (Entry entry : offered) {
            try {
                builder.add(parameter(entry));
                Object value = entry.defaultValue();
                boolean expression = value instanceof String && !entry.type().equals("choice");
                defaults.put(entry.name(), expression ? number((String) value) : value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("parameter " + entry.name() + ": " + e.getMessage(), e);
            }
        }
        TreeSet<String> names = new TreeSet<>(facts.values().keySet());
        offered.forEach(entry -> names.add(entry.name()));
        List<String> dropped = file.parameters().stream()
                .map(Entry::name)
                .filter(name -> !names.contains(name))
                .toList();
        for (String text : Objects.requireNonNullElse(file.constraints(), List.<String>of())) {
            if (!Expression.mentions(text, dropped)) { // it speaks of what is not offered here
                Expression expression = Expression.parse(text, names);
                builder.constraint(text, configuration -> expression.holds(known(configuration)));
            }
        }
        return builder.defaults(defaults).build();
    }

    private Map<String, Object> known(Configuration configuration) {
        Map<String, Object> values = new LinkedHashMap<>(facts.values());
        values.putAll(configuration.asMap());
        return values;
    }

    private Parameter parameter(Entry entry) {
        return switch (entry.type()) {
            case "bool" -> Parameter.bool(entry.name());
            case "choice" ->
                Parameter.choice(entry.name(), needed(entry.values(), "values").toArray(String[]::new));
            case "ordinal" ->
                Parameter.ordinal(
                        entry.name(),
                        needed(entry.levels(), "levels").stream()
                                .filter(level -> within(level, entry))
                                .toArray(Number[]::new));
            case "integer" -> {
                int min = number(needed(entry.min(), "min")).intValue();
                int max = number(needed(entry.max(), "max")).intValue();
                yield entry.log()
                        ? Parameter.integer(entry.name(), min, max).log()
                        : Parameter.integer(entry.name(), min, max);
            }
            case "real" -> {
                double min = number(needed(entry.min(), "min")).doubleValue();
                double max = number(needed(entry.max(), "max")).doubleValue();
                yield entry.log()
                        ? Parameter.real(entry.name(), min, max).log()
                        : Parameter.real(entry.name(), min, max);
            }
            default ->
                throw new IllegalArgumentException(
                        "type \"" + entry.type() + "\"; there are integer, real, bool, ordinal and choice");
        };
    }

    private boolean within(Number level, Entry entry) {
        return (entry.min() == null
                        || level.doubleValue() >= number(entry.min()).doubleValue())
                && (entry.max() == null
                        || level.doubleValue() <= number(entry.max()).doubleValue());
    }

    private Number number(String text) {
        if (Expression.parse(text, facts.values().keySet()).value(facts.values()) instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("\"" + text + "\" is no number");
    }

    private boolean condition(String text) {
        return Expression.parse(text, facts.values().keySet()).holds(facts.values());
    }

    private static <T> T needed(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("\"" + field + "\" is missing");
        }
        return value;
    }
}
