package io.scoot.load;

import java.util.Optional;

/** Looks at a test under way, and may end it. Called by the test's thread. */
@FunctionalInterface
public interface Watch {

    /** Never ends a test, and is not asked. */
    Watch NONE = progress -> Optional.empty();

    /** Why the test should end now; empty: it goes on. Asked at most five times a second. */
    Optional<String> stop(Progress progress);
}
