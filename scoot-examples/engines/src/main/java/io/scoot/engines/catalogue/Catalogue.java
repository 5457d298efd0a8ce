package io.scoot.engines.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.scoot.Configuration;
import io.scoot.OrdinalParameter;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What may be tuned of one engine on one machine for one model, and how it is told. Immutable and thread-safe. */
public final class Catalogue {

    private static final List<String> NAMES =
            List.of("vllm", "vllm-paper", "sglang", "trtllm", "llama-server", "llama-jvm");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()); // JSON is YAML

    private final CatalogueFile file;
    private final Facts facts;
    private final List<Entry> offered;
    private final Arguments arguments;
    private final SearchSpace space;

    private Catalogue(CatalogueFile file, Facts facts, Selection selection) {
        this.file = file;
        this.facts = facts;
        selection.check(file.parameters());
        this.offered = file.parameters().stream()
                .filter(selection::offers)
                .filter(entry -> entry.when() == null || condition(entry.when()))
                .toList();
        this.arguments = new Arguments(offered, facts);
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
        return named(name, facts, Selection.standard());
    }

    /**
     * One of them, with other parameters than the usual.
     *
     * @throws IllegalArgumentException if there is none of that name, or facts or selection do not suit it
     */
    public static Catalogue named(String name, Facts facts, Selection selection) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no catalogue \"" + name + "\"; there are " + NAMES);
        }
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(name + ".yaml"), name)) {
            return parse(in, name, facts, selection);
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
        return read(path, facts, Selection.standard());
    }

    /**
     * A user's own, with a selection of its parameters.
     *
     * @throws IllegalArgumentException saying what is wrong where
     * @throws UncheckedIOException if it cannot be read
     */
    public static Catalogue read(Path path, Facts facts, Selection selection) {
        try (InputStream in = Files.newInputStream(path)) {
            return parse(in, path.toString(), facts, selection);
        } catch (IOException e) {
            throw new UncheckedIOException("the space file " + path + " cannot be read", e);
        }
    }

    private static Catalogue parse(InputStream in, String name, Facts facts, Selection selection) throws IOException {
        try {
            return new Catalogue(YAML.readValue(in, CatalogueFile.class), facts, selection);
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
        variables.putAll(arguments.variables(configuration));
        return variables;
    }

    /** How the engine is asked for its version; empty if the file does not say. */
    public Optional<List<String>> versionCommand() {
        return Optional.ofNullable(file.probe()).map(CatalogueFile.Probe::version);
    }

    /** How the engine is asked for its flags; empty if the file does not say. */
    public Optional<List<String>> helpCommand() {
        return Optional.ofNullable(file.probe()).map(CatalogueFile.Probe::help);
    }

    /** Whether the file speaks of a name, in its command or an expression. */
    public boolean speaksOf(String fact) {
        return Expression.mentions(file.toString(), List.of(fact));
    }

    /** A line for each parameter: what it does, its flag, range and default, and since when. */
    public List<String> descriptions() {
        return offered.stream()
                .map(entry -> Descriptions.of(
                        entry,
                        space.parameters().get(offered.indexOf(entry)).toString(),
                        space.defaults().orElseThrow().get(entry.name()).toString()))
                .toList();
    }

    /** Every flag that a configuration may give, with its parameter's name. */
    public Map<String, String> flagNames() {
        Map<String, String> names = new LinkedHashMap<>();
        for (Entry entry : offered) {
            Optional.ofNullable(entry.flag()).ifPresent(flag -> names.put(flag, entry.name()));
            Optional.ofNullable(entry.off()).ifPresent(flag -> names.put(flag, entry.name()));
        }
        return names;
    }

    /** What a user should know of parameters that are offered though the engine does nothing with them; empty without any. */
    public List<String> warnings() {
        return offered.stream()
                .filter(entry -> entry.dead() != null)
                .map(entry -> entry.name() + ": " + entry.dead())
                .toList();
    }

    /** The command line's flags for a configuration, one argument per element. */
    public List<String> flags(Configuration configuration) {
        return arguments.flags(configuration);
    }

    /** What goes into the engine's options file, nested; empty if it has none. */
    public Map<String, Object> options(Configuration configuration) {
        return arguments.options(configuration);
    }

    private SearchSpace buildSpace() {
        SearchSpace.Builder builder = SearchSpace.builder();
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (Entry entry : offered) {
            try {
                builder.add(parameter(entry));
                Object value = entry.defaultValue();
                boolean expression = value instanceof String
                        && !Set.of("choice", Arguments.SWITCH).contains(entry.type());
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
            case Arguments.SWITCH -> Parameter.choice(entry.name(), Arguments.NOT_GIVEN, Arguments.ON, Arguments.OFF);
            case "choice" ->
                Parameter.choice(entry.name(), needed(entry.values(), "values").toArray(String[]::new));
            case "ordinal" -> {
                OrdinalParameter ordinal = Parameter.ordinal(
                        entry.name(),
                        needed(entry.levels(), "levels").stream()
                                .filter(level -> within(level, entry))
                                .toArray(Number[]::new));
                yield entry.automatic() ? ordinal.withAutomatic() : ordinal;
            }
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
                        "type \"" + entry.type() + "\"; there are integer, real, bool, switch, ordinal and choice");
        };
    }

    private boolean within(Number level, Entry entry) {
        return (entry.min() == null
                        || level.doubleValue() >= number(entry.min()).doubleValue())
                && (entry.max() == null
                        || level.doubleValue() <= number(entry.max()).doubleValue());
    }

    private Number number(String text) {
        return Expression.number(text, facts);
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
