package io.scoot.engines.catalogue;

import java.util.ArrayList;
import java.util.List;

/** Parameters for people. */
final class Descriptions {

    private Descriptions() {}

    /** A line; {@code range} begins with the name. */
    static String of(Entry entry, String range, String standard) {
        List<String> notes = new ArrayList<>();
        add(notes, "", entry.flag() == null ? entry.option() : entry.flag());
        add(notes, "$", entry.env());
        notes.add(range);
        notes.add("default " + standard);
        add(notes, "since ", entry.since());
        add(notes, "until ", entry.until());
        if (entry.outputs()) {
            notes.add("changes the answers");
        }
        add(notes, "no effect: ", entry.dead());
        add(notes, "see ", entry.source());
        return entry.name() + ": " + entry.what() + " (" + String.join("; ", notes) + ")";
    }

    private static void add(List<String> notes, String before, @org.jspecify.annotations.Nullable String text) {
        if (text != null) {
            notes.add(before + text);
        }
    }
}
