package io.scoot.engines;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An engine's command, one argument per element, in which {@code {name}} stands for a value. An element that is
 * <code>{flags}</code> alone stands for all of a configuration's flags.
 *
 * @param arguments program and arguments
 */
public record CommandTemplate(List<String> arguments) {

    private static final String FLAGS = "{flags}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z-]*)}");

    /** Copies. */
    public CommandTemplate {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("the engine's command is empty");
        }
    }

    /** The names of its placeholders, {@code flags} included. */
    public Set<String> placeholders() {
        Set<String> names = new HashSet<>();
        arguments.forEach(
                argument -> PLACEHOLDER.matcher(argument).results().forEach(match -> names.add(match.group(1))));
        return names;
    }

    /**
     * The command.
     *
     * @param flags in place of <code>{flags}</code>
     * @param values of the other placeholders
     * @throws IllegalArgumentException if one has no value
     */
    public List<String> expand(List<String> flags, Map<String, String> values) {
        List<String> command = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(FLAGS)) {
                command.addAll(flags);
            } else {
                command.add(PLACEHOLDER.matcher(argument).replaceAll(match -> {
                    String value = values.get(match.group(1));
                    if (value == null) {
                        throw new IllegalArgumentException("the engine's command speaks of " + match.group()
                                + ", which has no value; there are flags and " + values.keySet());
                    }
                    return Matcher.quoteReplacement(value);
                }));
            }
        }
        return command;
    }
}
