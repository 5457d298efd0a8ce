package io.scoot.engines.catalogue;

import io.scoot.Configuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a configuration is told to an engine: flags, an options file, variables.
 *
 * @param offered the parameters
 * @param facts for expressions
 */
record Arguments(List<Entry> offered, Facts facts) {

    /** The type of a bool that may be left to the engine, and its values. */
    static final String SWITCH = "switch";

    static final String NOT_GIVEN = "not given";
    static final String ON = "on";
    static final String OFF = "off";

    private static final MathContext DIGITS = new MathContext(6);

    List<String> flags(Configuration configuration) {
        List<String> flags = new ArrayList<>();
        for (Entry entry : offered) {
            Object value = configuration.get(entry.name());
            if (value instanceof Boolean on) {
                Optional.ofNullable(on ? entry.flag() : entry.off()).ifPresent(flags::add);
            } else if (entry.type().equals(SWITCH)) {
                Optional.ofNullable(value.equals(ON) ? entry.flag() : value.equals(OFF) ? entry.off() : null)
                        .ifPresent(flags::add);
            } else if (entry.flag() != null && !omitted(entry, value)) {
                flags.add(entry.flag());
                flags.add(text(value));
            }
        }
        return flags;
    }

    Map<String, Object> options(Configuration configuration) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (Entry entry : offered) {
            Object value = configuration.get(entry.name());
            if (entry.option() != null && !omitted(entry, value)) {
                put(
                        options,
                        List.of(entry.option().split("\\.", -1)),
                        entry.type().equals(SWITCH) ? value.equals(ON) : value);
            }
        }
        return options;
    }

    Map<String, String> variables(Configuration configuration) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Entry entry : offered) {
            Object value = configuration.get(entry.name());
            if (entry.env() != null && !omitted(entry, value)) {
                boolean on = value.equals(true) || (entry.type().equals(SWITCH) && value.equals(ON));
                boolean off = value.equals(false) || (entry.type().equals(SWITCH) && value.equals(OFF));
                variables.put(entry.env(), on ? "1" : off ? "0" : text(value));
            }
        }
        return variables;
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

    private boolean omitted(Entry entry, Object value) {
        if (entry.type().equals(SWITCH)) {
            return value.equals(NOT_GIVEN);
        }
        if (entry.omit() instanceof String text && !entry.type().equals("choice")) {
            return text(Expression.number(text, facts)).equals(text(value));
        }
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
}
