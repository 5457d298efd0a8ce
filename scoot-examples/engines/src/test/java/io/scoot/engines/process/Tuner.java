package io.scoot.engines.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that runs an engine, for {@link SupervisorTest} to kill: folder, port, then the engine's command. */
final class Tuner {

    private Tuner() {}

    /** Says when the engine serves, and waits for its own end. */
    public static void main(String[] arguments) throws EngineDeath, IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Launch launch = new Launch(
                List.of(arguments).subList(2, arguments.length),
                Map.of(),
                folder,
                folder.resolve("engine.log"),
                URI.create("http://127.0.0.1:" + arguments[1]),
                "/health",
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Secrets.of(Map.of(), List.of()),
                Optional.of(folder));
        try (EngineProcess engine = EngineProcess.start(launch)) {
            System.out.println("serving");
            while (engine.alive()) {
                Thread.sleep(200);
            }
        }
    }
}
