package io.scoot.engines.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running engine. Whatever happens, {@link #close()} ends it with everything that it started; so does the end of this JVM, by
 * Ctrl-C or SIGTERM, if close was not called, and, on Linux, even by SIGKILL: see {@link Supervisor}. Thread-safe.
 */
public final class EngineProcess implements AutoCloseable {

    private static final String MARK = "SCOOT_ENGINE";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long SAMPLE = 1_000_000_000L; // ns between two looks for new processes
    private static final Duration AFTER_GRACE = Duration.ofSeconds(5); // for the supervisor to kill the rest
    private static final int LINES = 40; // of the log that stay with a trial

    private final Launch launch;
    private final Process process;
    private final String mark;
    private final ProcessTree tree;
    private final EngineLog log;
    private final Thread logging;
    private final Thread atExit;
    private EngineRecords.@Nullable Engine recorded;
    private long sampled;

    private EngineProcess(Launch launch, Process process, String mark, EngineLog log) {
        this.launch = launch;
        this.process = process;
        this.mark = MARK + "=" + mark;
        this.tree = new ProcessTree(process.toHandle(), this.mark);
        this.log = log;
        this.logging = log.reading(process.getInputStream());
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
        requireProgram(launch);
        EngineLog log = new EngineLog(launch.log(), launch.secrets());
        ProcessBuilder builder = new ProcessBuilder(Supervisor.command(launch.command(), launch.stopGrace()))
                .directory(launch.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(launch.environment());
        builder.environment().put(MARK, mark);
        EngineProcess engine = new EngineProcess(launch, builder.start(), mark, log);
        boolean serves = false;
        try {
            Runtime.getRuntime().addShutdownHook(engine.atExit);
            engine.sample();
            engine.awaitReady();
            serves = true;
            return engine;
        } finally {
            if (!serves) {
                engine.close();
            }
        }
    }

    /** The supervisor is always there; what it is to start may not be. */
    private static void requireProgram(Launch launch) throws IOException {
        String program = launch.command().get(0);
        boolean there = program.contains("/")
                ? Files.isExecutable(launch.directory().resolve(program))
                : Supervisor.onPath(program);
        if (Supervisor.available() && !there) {
            throw new IOException("Cannot run program \"" + program + "\" (in directory \"" + launch.directory()
                    + "\"): there is no such program");
        }
    }

    /** Where it listens. */
    public URI server() {
        return launch.server();
    }

    /** Whether the process that was started still runs. */
    public boolean alive() {
        sample();
        return process.isAlive();
    }

    /** How many processes it consists of, those that supervise it included. */
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
            logging.join(AFTER_GRACE.toMillis());
            throw death(phase, OptionalInt.of(process.exitValue()));
        }
    }

    /** The last lines of its log that speak of an error, otherwise the last lines. */
    public String lastWords() {
        return LogTail.reason(log.text());
    }

    /** The last lines of its log. */
    public String lastLines() {
        return LogTail.last(log.text(), LINES);
    }

    /** Why it did not go on; {@code exit} is empty while it still runs. */
    private EngineDeath death(String phase, OptionalInt exit) {
        String words = log.text();
        CauseOfDeath cause = CauseOfDeath.of(words, exit);
        String what = exit.isPresent()
                ? cause + ", " + CauseOfDeath.status(exit.getAsInt())
                : "not serving after " + launch.startLimit().toSeconds() + " s"
                        + (cause.equals(CauseOfDeath.TIMEOUT) ? "" : ", " + cause);
        String line = cause.equals(CauseOfDeath.OTHER)
                ? Reasons.alike(
                        Causes.lastFatal(CauseOfDeath.relevant(words, exit)).line())
                : "";
        return new EngineDeath(cause, phase + ": " + what + (line.isEmpty() ? "" : ": " + line), LogTail.reason(words));
    }

    /** Stops it: asks first, kills what does not follow; returns when all of it is gone. */
    @Override
    public void close() {
        sample();
        try {
            process.getOutputStream().close(); // the pipe that the supervisor waits at
        } catch (IOException e) {
            // it has ended
        }
        process.destroy();
        if (!tree.gone(launch.stopGrace().plus(Supervisor.available() ? AFTER_GRACE : Duration.ZERO))) {
            tree.kill();
        }
        forget();
        try {
            logging.join(AFTER_GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook has seen to it
        }
    }

    /** Looks for new processes, and records them for a later run. */
    private synchronized void sample() {
        long now = System.nanoTime();
        if (sampled != 0L && now - sampled < SAMPLE) {
            return;
        }
        sampled = now;
        var members = tree.members();
        launch.records().ifPresent(folder -> {
            EngineRecords.Member session = new EngineRecords.Member(
                    process.pid(),
                    ProcessStat.of(process.pid()).map(ProcessStat::start).orElse(0L));
            EngineRecords.Engine engine = new EngineRecords.Engine(
                    EngineRecords.boot(),
                    EngineRecords.self(),
                    recorded == null ? session : recorded.session(),
                    mark,
                    members.stream()
                            .map(stat -> new EngineRecords.Member(stat.pid(), stat.start()))
                            .toList());
            if (!engine.equals(recorded)) {
                record(engine);
            }
        });
    }

    private void record(EngineRecords.Engine engine) {
        try {
            EngineRecords.write(launch.records().orElseThrow(), engine);
            recorded = engine;
        } catch (IOException e) {
            System.getLogger(EngineProcess.class.getName())
                    .log(System.Logger.Level.WARNING, "the engine cannot be recorded: " + e.getMessage());
        }
    }

    private synchronized void forget() {
        EngineRecords.Engine engine = recorded;
        if (engine != null) {
            try {
                EngineRecords.delete(launch.records().orElseThrow(), engine);
            } catch (IOException e) {
                // the next run finds that nothing is left of it
            }
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
            sample();
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
