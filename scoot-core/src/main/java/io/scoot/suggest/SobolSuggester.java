package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Suggester;
import io.scoot.internal.space.UnitCube;
import java.util.List;

/**
 * RD of the paper (Appendix A.3): Sobol points of the raw box, shifted by the seed, none twice. A known constraint that one
 * violates costs an observation.
 */
public final class SobolSuggester implements Suggester {

    /** The suggester; it has no options. */
    public SobolSuggester() {}

    @Override
    public List<Configuration> suggest(History history, int count) {
        UnitCube cube = UnitCube.of(history.space());
        return StartUp.fresh(history, cube, cube.box(configuration -> true), count, 0);
    }
}
