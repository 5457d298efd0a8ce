package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Observation;
import io.scoot.acq.Domain;
import io.scoot.internal.space.Twins;
import io.scoot.internal.space.UnitCube;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One question of a study in the terms of the numeric modules.
 *
 * @param history what is known
 * @param cube the space's encoding
 * @param data the history as arrays
 * @param untried what keeps the known constraints and was not given up; what was observed is not left out
 */
record Ask(History history, UnitCube cube, TrainingData data, Domain untried) {

    /**
     * The question of a history.
     *
     * @param strict whether what breaks a bound counts as a crash
     */
    static Ask of(History history, boolean strict) {
        UnitCube cube = UnitCube.of(history.space());
        TrainingData data = TrainingData.of(history, cube, strict);
        Twins abandoned = new Twins(cube, history.abandoned());
        Optional<Reach> reach = history.risk().map(risk -> Reach.of(history, cube, risk));
        Domain admissible = cube.admissiblePoints(point -> !abandoned.near(point)
                        && reach.map(r -> r.covers(point)).orElse(true))
                .anchored(anchors(history, cube));
        return new Ask(history, cube, data, admissible);
    }

    /** What is admissible and neither observed, pending nor given up, nor among {@code chosen}. */
    Domain domain(Collection<Configuration> chosen) {
        return untried.without(Stream.concat(history.taken().stream(), chosen.stream())
                .map(cube::encode)
                .toList());
    }

    /** The points being evaluated, and those of {@code chosen}. */
    double[][] pending(Collection<Configuration> chosen) {
        return Stream.concat(Stream.of(data.pending()), chosen.stream().map(cube::encode))
                .toArray(double[][]::new);
    }

    /** The default and whatever was observed keep the known constraints: others that do are near them. */
    private static List<double[]> anchors(History history, UnitCube cube) {
        return Stream.concat(
                        history.space().defaults().stream(),
                        history.learned().stream().map(Observation::configuration))
                .map(cube::encode)
                .toList();
    }
}
