package io.scoot.internal.study;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that a mistyped one was probably meant to be. */
final class Nearest {

    private Nearest() {}

    /** The one of {@code names} with the least edit distance, where more of it is right than wrong. */
    static Optional<String> to(String mistyped, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(mistyped, name) <= Math.max(mistyped.length(), name.length()) / 2)
                .min(Comparator.comparingInt((String name) -> distance(mistyped, name))
                        .thenComparing(name -> name));
    }

    /** Levenshtein's: insertions, deletions and replacements of one character. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[row.length - 1];
    }
}
