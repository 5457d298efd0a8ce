package io.scoot.engines.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start one engine.
 *
 * @param command program and arguments, one per element; no shell expands them
 * @param environment variables set in addition to this process's own
 * @param directory where it runs
 * @param log file for its standard output and error, readable by its owner alone; overwritten
 * @param server where it will listen
 * @param health path that answers 200 as soon as it serves, such as {@code /health}
 * @param startLimit how long that may take
 * @param stopGrace how long it may take to stop when asked to, before it is killed
 * @param secrets what is masked in the log
 * @param records folder where the engine is recorded while it runs, so that a later run finds what is left; none if empty
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        URI server,
        String health,
        Duration startLimit,
        Duration stopGrace,
        Secrets secrets,
        Optional<Path> records) {

    /** Copies. */
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the engine's command is empty");
        }
    }

    /** One that masks the secrets of both environments and is not recorded. */
    public Launch(
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            URI server,
            String health,
            Duration startLimit,
            Duration stopGrace) {
        this(
                command,
                environment,
                directory,
                log,
                server,
                health,
                startLimit,
                stopGrace,
                Secrets.of(System.getenv(), List.of())
                        .and(Secrets.of(environment, List.of()).values()),
                Optional.empty());
    }

    /** A port of the loopback interface that nobody uses now; someone may take it before the engine does. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
