package io.scoot.engines.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;

/** An expression over names, some of which contain dashes. Immutable and thread-safe. */
final class Expression {

    private static final JexlEngine ENGINE = new JexlBuilder()
            .permissions(JexlPermissions.RESTRICTED)
            .strict(true)
            .silent(false)
            .create();

    private final String text;
    private final JexlExpression compiled;

    private Expression(String text, JexlExpression compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /**
     * Parses it.
     *
     * @param names what it may speak of
     * @throws IllegalArgumentException if it cannot be parsed
     */
    static Expression parse(String text, Collection<String> names) {
        Matcher matcher = occurrences(text, names);
        String prepared = matcher.replaceAll(match -> Matcher.quoteReplacement(identifier(match.group())));
        try {
            return new Expression(text, ENGINE.createExpression(prepared));
        } catch (JexlException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no expression: " + e.getMessage(), e);
        }
    }

    /** Whether {@code text} speaks of one of {@code names}. */
    static boolean mentions(String text, Collection<String> names) {
        return occurrences(text, names).find();
    }

    /** The longest name first: one may begin another. */
    private static Matcher occurrences(String text, Collection<String> names) {
        String any = names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(names.isEmpty() ? "(?!)" : "(?<![\\w-])(" + any + ")(?![\\w-])")
                .matcher(text);
    }

    /**
     * Its value.
     *
     * @throws IllegalArgumentException if it speaks of a name without a value, or cannot be computed
     */
    Object value(Map<String, ?> values) {
        MapContext context = new MapContext();
        values.forEach((name, value) -> context.set(identifier(name), value));
        try {
            return compiled.evaluate(context);
        } catch (JexlException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" cannot be computed from " + values + ": " + e.getMessage(), e);
        }
    }

    /**
     * The number that an expression of facts is.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Number number(String text, Facts facts) {
        if (parse(text, facts.values().keySet()).value(facts.values()) instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("\"" + text + "\" is no number");
    }

    /**
     * Its value as a condition.
     *
     * @throws IllegalArgumentException if it is none
     */
    boolean holds(Map<String, ?> values) {
        if (value(values) instanceof Boolean condition) {
            return condition;
        }
        throw new IllegalArgumentException("\"" + text + "\" is no condition");
    }

    @Override
    public String toString() {
        return text;
    }

    private static String identifier(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
