package io.scoot;

import io.scoot.internal.space.RealEqualities;
import io.scoot.internal.space.UnitCube;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a study's options must satisfy before anything is paid for. */
final class BuilderChecks {

    private static final int MOST_OBJECTIVES = 4;

    private BuilderChecks() {}

    static SearchSpace space(@Nullable SearchSpace space) {
        if (space == null) {
            throw new IllegalArgumentException("space is not set; describe what may be tuned");
        }
        RealEqualities.refuse(space);
        if (space.defaults().isEmpty()) {
            UnitCube.of(space).requireAdmissible();
        }
        return space;
    }

    static void objectives(List<Objective> objectives, List<Slo> slos) {
        if ((objectives.isEmpty() && slos.isEmpty()) || objectives.size() > MOST_OBJECTIVES) {
            throw new IllegalArgumentException(
                    objectives.size() + " objectives are set; a study has 1 to " + MOST_OBJECTIVES + ", or SLOs alone");
        }
        Set<String> metrics = new HashSet<>();
        for (Objective objective : objectives) {
            if (!metrics.add(objective.metric())) {
                throw new IllegalArgumentException("two objectives are on metric \"" + objective.metric() + "\"");
            }
        }
        Set<String> bounds = new HashSet<>();
        for (Slo slo : slos) {
            if (!bounds.add(slo.metric() + slo.upper())) {
                throw new IllegalArgumentException("two SLOs bound metric \"" + slo.metric() + "\" on the same side");
            }
        }
    }

    static void tolerance(double tolerance) {
        if (!(tolerance >= 0.0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException("tolerance " + tolerance + " must be finite and not negative");
        }
    }

    static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " " + value + " must be at least " + least);
        }
    }

    static void parallelism(int parallelism, int budget) {
        atLeast("parallelism", parallelism, 1);
        if (parallelism > budget) {
            throw new IllegalArgumentException(
                    "parallelism " + parallelism + " is above the budget " + budget + ". Maybe the two were swapped.");
        }
    }

    static void positive(String option, Optional<Duration> value) {
        if (value.isPresent() && (value.get().isZero() || value.get().isNegative())) {
            throw new IllegalArgumentException(option + " " + value.get() + " must be positive");
        }
    }

    static void enqueued(List<Suggestion> enqueued, SearchSpace space, int budget) {
        for (Suggestion suggestion : enqueued) {
            Configuration configuration = suggestion.configuration();
            Optional<Constraint> violated;
            try {
                violated = space.violated(space.configuration(configuration.asMap()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "enqueued configuration " + configuration + ": " + e.getMessage(), e);
            }
            if (violated.isPresent()) {
                throw new IllegalArgumentException("enqueued configuration " + configuration
                        + " violates known constraint \"" + violated.get().name() + "\"");
            }
        }
        if (enqueued.size() >= budget) {
            throw new IllegalArgumentException(enqueued.size() + " enqueued configurations leave nothing of the budget "
                    + budget + " to learn with");
        }
    }

    static void reference(Optional<Map<String, Double>> reference, List<Objective> objectives) {
        if (reference.isEmpty()) {
            return;
        }
        for (Objective objective : objectives) {
            Double value = reference.get().get(objective.metric());
            if (value == null || !Double.isFinite(value)) {
                throw new IllegalArgumentException("reference " + reference.get()
                        + " has no finite value for objective \"" + objective.metric() + "\"");
            }
        }
    }
}
