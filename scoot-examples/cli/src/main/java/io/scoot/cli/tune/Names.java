package io.scoot.cli.tune;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What to say to a name that is not known. */
final class Names {

    private Names() {}

    /**
     * The complaint about a mistyped name, with the nearest known one.
     *
     * @param listing what shows all that there are
     */
    static IllegalArgumentException unknown(String what, String name, Iterable<String> known, String listing) {
        return new IllegalArgumentException("there is no " + what + " \"" + name + "\""
                + nearest(name, known).map(other -> "; the nearest is " + other).orElse("") + "; to see all: "
                + listing);
    }

    /** The name that was probably meant: the one of least edit distance, where more of it is right than wrong. */
    static Optional<String> nearest(String mistyped, Iterable<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> distance.apply(mistyped, name) <= Math.max(mistyped.length(), name.length()) / 2)
                .min(Comparator.comparing((String name) -> distance.apply(mistyped, name))
                        .thenComparing(name -> name));
    }
}
