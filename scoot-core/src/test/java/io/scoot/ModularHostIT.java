package io.scoot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study runs from a host that is a module, with everything on the module path; needs the jars, and so runs after packaging. */
class ModularHostIT {

    private static final String MODULE = """
            module host {
                requires io.scoot;
            }
            """;

    private static final String MAIN = """
            package host;

            import io.scoot.*;
            import java.nio.file.Path;
            import java.util.Map;

            public final class Main {
                public static void main(String[] arguments) {
                    SearchSpace space = SearchSpace.builder()
                            .add(Parameter.integer("x", 0, 99))
                            .add(Parameter.bool("b"))
                            .defaults(Map.of("x", 50, "b", false))
                            .build();
                    Result result = new Scoot.Builder()
                            .space(space)
                            .objectives(Objective.minimize("loss"))
                            .evaluator(trial -> trial.configuration().getInt("x") > 80
                                    ? Outcome.crashed("too large")
                                    : Outcome.measured(Map.of("loss", Math.abs(trial.configuration().getInt("x") - 7.0))))
                            .budget(14)
                            .journal(Path.of(arguments[0]))
                            .run();
                    System.out.println(Main.class.getModule().isNamed() + " " + result.observations().size());
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aStudyRunsFromAModule() throws IOException, InterruptedException {
        String modules = modulePath();
        Path sources = Files.createDirectories(folder.resolve("src/host"));
        Path module = Files.writeString(folder.resolve("src/module-info.java"), MODULE);
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        Path classes = folder.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--module-path",
                        modules,
                        "-d",
                        classes.toString(),
                        module.toString(),
                        main.toString());
        assertThat(compiled).isZero();
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modules + File.pathSeparator + classes,
                        "--module",
                        "host/host.Main",
                        folder.resolve("study.jsonl").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).contains("true 14");
        assertThat(process.exitValue()).isZero();
        assertThat(Files.size(folder.resolve("study.jsonl"))).isPositive();
    }

    private static String modulePath() throws IOException {
        try (Stream<Path> own = Files.list(Path.of("target"));
                Stream<Path> others = Files.list(Path.of("target", "modules"))) {
            List<Path> jars = Stream.concat(
                            own.filter(file ->
                                    file.getFileName().toString().matches("scoot-core-[^-]*(-SNAPSHOT)?\\.jar")),
                            others.filter(file -> !file.getFileName().toString().startsWith("scoot-core")))
                    .toList();
            assertThat(jars).hasSizeGreaterThan(5);
            return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }
}
