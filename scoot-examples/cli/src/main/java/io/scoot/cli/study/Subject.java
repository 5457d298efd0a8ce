package io.scoot.cli.study;

import io.scoot.Configuration;
import io.scoot.Evaluator;
import io.scoot.Objective;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the command line tunes.
 *
 * @param name short
 * @param description one line
 * @param space what may be tuned
 * @param objectives what for
 * @param slos bounds, unless the command line gives others
 * @param evaluator how a configuration is measured
 * @param command the engine's command for a configuration, one argument per element
 * @param context what identifies it: a journal of another one is refused
 * @param advisor who is asked for the trials after the default, if anybody
 */
public record Subject(
        String name,
        String description,
        SearchSpace space,
        List<Objective> objectives,
        List<Slo> slos,
        Evaluator evaluator,
        Function<Configuration, List<String>> command,
        Map<String, String> context,
        Optional<Advisor> advisor) {

    /** One that nobody is asked about. */
    public Subject(
            String name,
            String description,
            SearchSpace space,
            List<Objective> objectives,
            List<Slo> slos,
            Evaluator evaluator,
            Function<Configuration, List<String>> command,
            Map<String, String> context) {
        this(name, description, space, objectives, slos, evaluator, command, context, Optional.empty());
    }

    /** The same with an advisor. */
    public Subject withAdvisor(Optional<Advisor> value) {
        return new Subject(name, description, space, objectives, slos, evaluator, command, context, value);
    }
}
