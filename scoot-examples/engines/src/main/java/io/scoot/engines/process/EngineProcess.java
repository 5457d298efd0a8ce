package io.scoot.engines.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A running engine. Whatever happens, {@link #close()} ends it with everything that it started; so does the end of this JVM, by
 * Ctrl-C or SIGTERM, if close was not called. Thread-safe.
 */
public final class EngineProcess implements AutoCloseable {

    private static final String MARK = "SCOOT_ENGINE";
    private static final Duration POLL = Duration.ofMillis(100);

    private final Launch launch;
    private final Process process;
    private final ProcessTree tree;
    private final Thread atExit;

    private EngineProcess(Launch launch, Process process, ProcessTree tree) {
        this.launch = launch;
        this.process = process;
        this.tree = tree;
        this.atExit = new Thread(tree::kill, "scoot-engine-at-exit");
    }

    /**
     * Starts it and waits until it serves.
     *
     * @throws EngineDeath if it dies before, or does not serve in time; nothing is left of it then
     * @throws IOException if it cannot even be started: there is no such program or directory
     * @throws InterruptedException if interrupted; nothing is left of it then
     */
    public static EngineProcess start(Launch launch) throws EngineDeath, IOException, InterruptedException {
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(launch.log().toFile());
        builder.environment().putAll(launch.environment());
        builder.environment().put(MARK, mark);
        Process process = builder.start();
        EngineProcess engine =
                new EngineProcess(launch, process, new ProcessTree(process.toHandle(), MARK + "=" + mark));
        boolean serves = false;
        try {
            Runtime.getRuntime().addShutdownHook(engine.atExit);
            engine.awaitReady();
            serves = true;
            return engine;
        } finally {
            if (!serves) {
                engine.close();
            }
        }
    }

    /** Where it listens. */
    public URI server() {
        return launch.server();
    }

    /** Whether the process that was started still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** How many processes it consists of. */
    public int processes() {
        return tree.alive().size();
    }

    /**
     * Does nothing while it lives.
     *
     * @param phase what it was doing, such as {@code under load}
     * @param patience how long to watch: connections are lost a little before a process has ended
     * @throws EngineDeath if it has died, with the reason
     */
    public void check(String phase, Duration patience) throws EngineDeath, InterruptedException {
        if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw death(phase, OptionalInt.of(process.exitValue()));
        }
    }

    /** The last lines of its log that speak of an error, otherwise the last lines. */
    public String lastWords() {
        return LogTail.reason(LogTail.of(launch.log()));
    }

    /** Why it did not go on; {@code exit} is empty while it still runs. */
    private EngineDeath death(String phase, OptionalInt exit) {
        String tail = LogTail.of(launch.log());
        CauseOfDeath cause = CauseOfDeath.of(tail, exit);
        String what = exit.isPresent()
                ? cause + ", " + CauseOfDeath.status(exit.getAsInt())
                : "not serving after " + launch.startLimit().toSeconds() + " s";
        return new EngineDeath(cause, phase + ": " + what + ": " + LogTail.reason(tail));
    }

    /** Stops it: asks first, kills what does not follow; returns when all of it is gone. */
    @Override
    public void close() {
        tree.stop(launch.stopGrace());
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook has seen to it
        }
    }

    private void awaitReady() throws EngineDeath, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
        HttpRequest health = HttpRequest.newBuilder(launch.server().resolve(launch.health()))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + launch.startLimit().toNanos();
        while (true) {
            check("at the start", Duration.ZERO);
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            if (System.nanoTime() > deadline) {
                throw death("at the start", OptionalInt.empty());
            }
            Thread.sleep(POLL.toMillis());
        }
    }
}
