package io.scoot.load.trace;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.OptionalDouble;

/** Times as traces write them: seconds, or a date and a time of day, with or without a zone's offset. */
final class TraceTimes {

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd['T'][' ']HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);

    private TraceTimes() {}

    /** Seconds since whenever the file's times begin; empty if it is no time. */
    static OptionalDouble seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            return Double.isFinite(seconds) && seconds >= 0.0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return date(text.replaceFirst("(Z|[+-]\\d\\d:?\\d\\d)$", ""));
        }
    }

    private static OptionalDouble date(String text) {
        try {
            LocalDateTime date = LocalDateTime.parse(text, DATE);
            return OptionalDouble.of(date.toEpochSecond(ZoneOffset.UTC) + 1e-9 * date.get(ChronoField.NANO_OF_SECOND));
        } catch (DateTimeParseException e) {
            return OptionalDouble.empty();
        }
    }
}
