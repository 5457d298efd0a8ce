package io.scoot.engines.process;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must not be read in logs, reasons and journals. Immutable and thread-safe. */
public final class Secrets {

    private static final List<String> NAMES = List.of("TOKEN", "KEY", "SECRET", "PASSWORD", "CREDENTIAL");
    private static final int SHORTEST = 6; // a shorter value is a number or a switch
    private static final String MASK = "***";
    private static final String BEARER = "(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{6,}";

    private final List<String> values;
    private final Pattern words;

    private Secrets(Collection<String> values) {
        this.values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String any = this.values.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        this.words = Pattern.compile(any.isEmpty() ? BEARER : any + "|" + BEARER);
    }

    /**
     * The values of variables whose names speak of a token, a key, a secret, a password or a credential, or are given.
     *
     * @param environment by name
     * @param names of further variables
     */
    public static Secrets of(Map<String, String> environment, Collection<String> names) {
        return new Secrets(environment.entrySet().stream()
                .filter(variable -> names.contains(variable.getKey()) || secret(variable.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    /** These, too. */
    public Secrets and(Collection<String> more) {
        return more.isEmpty()
                ? this
                : new Secrets(Stream.concat(values.stream(), more.stream()).toList());
    }

    /** What is masked. */
    Collection<String> values() {
        return values;
    }

    private static boolean secret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return NAMES.stream().anyMatch(upper::contains);
    }

    /** {@code text} with {@value #MASK} in their place. */
    public String masked(String text) {
        return words.matcher(text).replaceAll(MASK);
    }
}
