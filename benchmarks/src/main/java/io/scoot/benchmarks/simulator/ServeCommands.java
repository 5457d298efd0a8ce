package io.scoot.benchmarks.simulator;

import io.scoot.BoolParameter;
import io.scoot.ChoiceParameter;
import io.scoot.Configuration;
import io.scoot.OrdinalParameter;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import io.scoot.engines.catalogue.Selection;
import io.scoot.simulator.v1.V1Service;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Prints {@code vllm serve} commands with every value of every flag, one line each: those of the simulated services of today, and of the
 * catalogue {@code vllm} with what is opt-in; {@code vllm-cpu/parse.py} hands them to vLLM's own parser.
 */
public final class ServeCommands {

    private static final List<String> OPT_IN = List.of(
            "decode-context-parallel-size",
            "api-server-count",
            "all2all-backend",
            "moe-backend",
            "enable-dbo",
            "kv-cache-dtype",
            "stream-interval");

    private ServeCommands() {}

    /** Prints them. */
    public static void main(String[] arguments) {
        Set<String> commands = new LinkedHashSet<>();
        for (String name : V1Service.names()) {
            V1Service service = V1Service.named(name);
            add(service.space(), service::serveCommand, commands);
        }
        Facts facts = Facts.defaults()
                .with("gpus", 8)
                .with("experts", 128)
                .with("heads", 64)
                .with("kv-heads", 8)
                .with("max-model-len", 32768);
        Catalogue catalogue = Catalogue.named("vllm", facts, Selection.of(OPT_IN, List.of()));
        add(
                catalogue.space(),
                configuration -> {
                    List<String> command = new ArrayList<>(List.of("vllm", "serve", "some/model"));
                    command.addAll(catalogue.flags(configuration));
                    return command;
                },
                commands);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        commands.forEach(out::println);
    }

    private static void add(SearchSpace space, Function<Configuration, List<String>> command, Set<String> commands) {
        Configuration defaults = space.defaults().orElseThrow();
        for (Parameter parameter : space.parameters()) {
            for (Object value : values(parameter)) {
                commands.add(String.join(" ", command.apply(defaults.with(parameter.name(), value))));
            }
        }
    }

    private static List<?> values(Parameter parameter) {
        if (parameter instanceof OrdinalParameter ordinal) {
            return ordinal.levels();
        }
        return parameter instanceof ChoiceParameter choice
                ? choice.values()
                : parameter instanceof BoolParameter ? List.of(true, false) : List.of();
    }
}
