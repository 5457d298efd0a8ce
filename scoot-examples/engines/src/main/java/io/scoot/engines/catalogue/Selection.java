package io.scoot.engines.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which parameters of a catalogue are offered.
 *
 * @param include parameters that are offered only where asked for
 * @param exclude parameters that are left out
 */
public record Selection(Set<String> include, Set<String> exclude) {

    /** Copies. */
    public Selection {
        include = Set.copyOf(include);
        exclude = Set.copyOf(exclude);
    }

    /** The usual ones. */
    public static Selection standard() {
        return new Selection(Set.of(), Set.of());
    }

    /** From lists of names. */
    public static Selection of(Collection<String> include, Collection<String> exclude) {
        return new Selection(new TreeSet<>(include), new TreeSet<>(exclude));
    }

    boolean offers(Entry entry) {
        return !exclude.contains(entry.name()) && (!entry.optIn() || include.contains(entry.name()));
    }

    void check(List<Entry> entries) {
        Set<String> unknown = new TreeSet<>(include);
        unknown.addAll(exclude);
        List<String> names = entries.stream().map(Entry::name).toList();
        names.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no parameter " + unknown + "; there are " + names);
        }
    }
}
