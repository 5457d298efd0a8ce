package io.scoot.report.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.scoot.Configuration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration as people deploy it. What stands at the engine's default is left out: the engine knows its defaults.
 *
 * @param values the parameters that are given, in the space's order
 * @param words of the command line: arguments alone ({@code --max-num-seqs 512}), or a whole command
 */
public record Deployment(Map<String, Object> values, List<String> words) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    /** Copies both. */
    public Deployment {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        words = List.copyOf(words);
    }

    /**
     * With arguments as most engines take them: {@code --name value}; a switch is {@code --name} or {@code --no-name}.
     *
     * @param defaults whose values need not be given; empty to give all
     */
    public static Deployment of(Configuration configuration, Optional<Configuration> defaults) {
        Map<String, Object> given = given(configuration, defaults);
        List<String> words = new ArrayList<>();
        given.forEach((name, value) -> {
            if (value instanceof Boolean on) {
                words.add((on ? "--" : "--no-") + name);
            } else {
                words.add("--" + name);
                words.add(value.toString());
            }
        });
        return new Deployment(given, words);
    }

    /** With the words that the host's engine takes. */
    public static Deployment of(Configuration configuration, Optional<Configuration> defaults, List<String> words) {
        return new Deployment(given(configuration, defaults), words);
    }

    private static Map<String, Object> given(Configuration configuration, Optional<Configuration> defaults) {
        Map<String, Object> given = new LinkedHashMap<>();
        configuration.asMap().forEach((name, value) -> {
            if (defaults.isEmpty() || !value.equals(defaults.get().get(name))) {
                given.put(name, value);
            }
        });
        return given;
    }

    /** One line for a POSIX shell, quoted where it must be. */
    public String flags() {
        return String.join(" ", words.stream().map(Shell::quoted).toList());
    }

    /** The same with a line per option, to be read; a shell takes it, too. */
    public String command() {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            if (text.length() > 0) {
                text.append(word.startsWith("-") ? " \\\n  " : " ");
            }
            text.append(Shell.quoted(word));
        }
        return text.toString();
    }

    /**
     * {@code MAX_NUM_SEQS=512}, a line each, quoted for a POSIX shell.
     *
     * @throws IllegalArgumentException naming both, if two parameters would have one name
     */
    public String environment() {
        Map<String, String> names = new LinkedHashMap<>();
        StringBuilder lines = new StringBuilder();
        values.forEach((name, value) -> {
            String variable = variable(name);
            String other = names.put(variable, name);
            if (other != null) {
                throw new IllegalArgumentException("parameters \"" + other + "\" and \"" + name
                        + "\" would both be the environment's " + variable);
            }
            lines.append(variable)
                    .append('=')
                    .append(Shell.quoted(value.toString()))
                    .append('\n');
        });
        return lines.toString();
    }

    /** Lines of a Kubernetes container: {@code args:}, or {@code command:} where the words are a whole command. */
    public String kubernetes() {
        return yaml(Map.of(
                words.isEmpty() || words.get(0).startsWith("-") ? "args" : "command",
                words.stream().map(word -> word.replace("$(", "$$(")).toList())); // $(NAME) would be a variable
    }

    /** Helm values as charts of inference engines take them: a list under {@code extraArgs}, of the arguments alone. */
    public String helm() {
        int first = 0;
        while (first < words.size() && !words.get(first).startsWith("--")) {
            first++; // an interpreter's own, such as python3 -m, are no arguments of the engine
        }
        return yaml(Map.of("extraArgs", words.subList(first, words.size())));
    }

    /** The values as a JSON object. */
    public String json() {
        try {
            return JSON.writeValueAsString(values) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String yaml(Map<String, List<String>> tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String variable(String name) {
        String text = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Character.isDigit(text.charAt(0)) ? "_" + text : text;
    }
}
