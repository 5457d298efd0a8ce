package io.scoot.cli.batch;

import io.scoot.cli.study.Settings;
import io.scoot.cli.study.Subject;
import java.util.List;

/**
 * A service's study before it runs.
 *
 * @param name the service's
 * @param arguments of its tune command
 */
record Described(String name, List<String> arguments, Subject subject, Settings settings) {

    /** Copies the arguments. */
    Described {
        arguments = List.copyOf(arguments);
    }
}
