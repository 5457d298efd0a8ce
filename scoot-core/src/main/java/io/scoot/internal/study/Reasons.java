package io.scoot.internal.study;

import io.scoot.Observation;
import io.scoot.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why trials crashed or failed: short enough to keep, and grouped by what they have in common. */
final class Reasons {

    /** As long as a reason is kept; more says nothing more, and a log belongs beside the trial. */
    private static final int LONGEST = 8_000;

    private static final int HEAD = 6_000;
    private static final int SHOWN = 200;

    private Reasons() {}

    /** The outcome with a reason that can be kept; what is cut is said. */
    static Outcome shortened(Outcome outcome) {
        if (outcome instanceof Outcome.Crashed crashed && crashed.reason().length() > LONGEST) {
            return Outcome.crashed(shortened(crashed.reason())).withCost(outcome.cost());
        }
        if (outcome instanceof Outcome.Failed failed && failed.reason().length() > LONGEST) {
            return Outcome.failed(shortened(failed.reason())).withCost(outcome.cost());
        }
        return outcome;
    }

    /** The beginning, which names the cause, and the end, where a log says what happened last. */
    private static String shortened(String reason) {
        int head = Character.isHighSurrogate(reason.charAt(HEAD - 1)) ? HEAD - 1 : HEAD; // no character in two
        int from = reason.length() - (LONGEST - HEAD);
        int tail = Character.isLowSurrogate(reason.charAt(from)) ? from + 1 : from;
        return reason.substring(0, head) + " … [" + (tail - head) + " characters cut] … " + reason.substring(tail);
    }

    /** The reason of an outcome that did not work; empty where it did. */
    static String of(Outcome outcome) {
        if (outcome instanceof Outcome.Crashed crashed) {
            return crashed.reason();
        }
        return outcome instanceof Outcome.Failed failed ? failed.reason() : "";
    }

    /** What reasons of one cause share: the first line, whatever its numbers are. */
    static String kind(Outcome outcome) {
        return firstLine(of(outcome)).replaceAll("\\d+(\\.\\d+)?", "#");
    }

    /** Every kind once, by its first reason and how often it occurred. */
    static String grouped(List<Observation> crashes) {
        Map<String, String> first = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        crashes.forEach(crash -> {
            String kind = kind(crash.outcome());
            first.putIfAbsent(kind, shown(crash.outcome()));
            counts.merge(kind, 1, Integer::sum);
        });
        List<String> texts = new ArrayList<>();
        counts.forEach((kind, count) -> texts.add(first.get(kind) + " (" + count + "×)"));
        return String.join("; ", texts);
    }

    /** For a sentence: the first line, no longer than a person reads. */
    static String shown(Outcome outcome) {
        String line = firstLine(of(outcome));
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static String firstLine(String reason) {
        return reason.strip().lines().findFirst().orElse("no reason given");
    }
}
