package io.scoot.cli.study;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.SearchSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How configurations and metrics are written for people. */
public final class Text {

    private Text() {}

    /** Three or four digits. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e6 || (size > 0.0 && size < 1e-3)) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        return String.format(Locale.ROOT, size >= 100.0 ? "%.0f" : size >= 10.0 ? "%.1f" : "%.3f", value);
    }

    /** At most {@code width} characters of it. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    /** {@code 1:02:03}, or {@code 2:03} of less than an hour. */
    public static String clock(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    static String value(Object value) {
        return value instanceof Double real ? number(real) : String.valueOf(value);
    }

    /** The objectives' metrics in the objectives' order. */
    static String metrics(Map<String, Double> metrics, Objective[] objectives) {
        List<String> parts = new ArrayList<>();
        for (Objective objective : objectives) {
            Double value = metrics.get(objective.metric());
            parts.add(objective.metric() + " " + (value == null ? "?" : number(value)));
        }
        return String.join(", ", parts);
    }

    /** What differs from the default, in the space's order. */
    static String changes(Configuration configuration, SearchSpace space) {
        Map<String, Object> defaults =
                space.defaults().map(Configuration::asMap).orElse(Map.of());
        String changes = configuration.asMap().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
                .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                .collect(Collectors.joining(" "));
        return changes.isEmpty() ? "(default)" : changes;
    }

    /** The relative change, signed, in percent; of nothing, none. */
    static String change(double value, double reference) {
        if (value == reference) {
            return "";
        }
        if (reference == 0.0) {
            return "from 0";
        }
        return String.format(Locale.ROOT, "%+.1f %%", 100.0 * (value / reference - 1.0));
    }
}
