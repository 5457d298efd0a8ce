package io.scoot.internal.space;

import io.scoot.Configuration;
import io.scoot.Constraint;
import io.scoot.History;
import io.scoot.SearchSpace;
import io.scoot.acq.Domain;
import java.util.Set;

/** Says why there is nothing left to suggest: that there is nothing, which takes looking at every cell, or that nothing was found. */
public final class Exhaustion {

    /** As many cells as are looked at one by one. */
    private static final long ENUMERABLE = 20_000;

    private Exhaustion() {}

    /** A note for people. */
    public static String of(SearchSpace space, History history, int budget) {
        UnitCube cube = UnitCube.of(space);
        Set<Configuration> taken = history.taken();
        Twins abandoned = new Twins(cube, history.abandoned());
        Domain rest = cube.admissible(c -> !taken.contains(c) && !abandoned.near(c));
        String after = " after " + history.observations().size() + " observations of a budget of " + budget;
        if (rest.cells() <= ENUMERABLE && rest.sample(1, 0L).isEmpty()) {
            return "the space is exhausted: no admissible configuration is left" + after;
        }
        return "no other configuration was found" + after + ", though the space may hold some"
                + (space.constraints().isEmpty()
                        ? ""
                        : " that satisfy "
                                + space.constraints().stream()
                                        .map(Constraint::name)
                                        .toList());
    }
}
