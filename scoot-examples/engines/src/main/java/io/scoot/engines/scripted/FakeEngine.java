package io.scoot.engines.scripted;

import io.scoot.engines.process.JvmCommand;
import io.scoot.load.scripted.Script;
import io.scoot.load.scripted.ScriptedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An engine of its own process that misbehaves as told: for tests of launchers, and to try the command line without a model. */
@Command(name = "fake-engine", description = "Serves OpenAI's API by a script.")
public final class FakeEngine implements Callable<Integer> {

    private static final Pattern MAX_TOKENS = Pattern.compile("\"max_tokens\":(\\d+)");

    @Option(names = "--port", required = true, description = "Where to listen.")
    private int port;

    @Option(names = "--start-seconds", description = "How long loading takes.")
    private double startSeconds;

    @Option(
            names = "--batch",
            description = "More is slower at first and faster after: TTFT 2 ms × this, TPOT 32 ms / this.")
    private double batch = 4.0;

    @Option(names = "--cache", description = "Halves the time to the first token.")
    private boolean cache;

    @Option(names = "--tokens", description = "Tokens of each answer, in place of those asked for.")
    private int tokens;

    @Option(names = "--status", description = "Answer with this status.")
    private int status = 200;

    @Option(names = "--die", paramLabel = "WORDS", description = "Say this and exit with 1 in place of serving.")
    private @Nullable String die;

    @Option(names = "--die-after", paramLabel = "N", description = "Exit with 3 in the middle of the N-th request.")
    private int dieAfter = Integer.MAX_VALUE;

    @Option(
            names = "--one-at-a-time",
            paramLabel = "SECONDS",
            description = "Serve one request at a time, each for so long: a server of known capacity.")
    private double oneAtATime;

    @Option(names = "--answer", paramLabel = "WORDS", description = "Say this where no stream is asked for.")
    private String words = "a";

    @Option(names = "--children", description = "How many processes to start that sleep for ever.")
    private int children;

    @Option(names = "--orphan", description = "Start them through one that ends at once.")
    private boolean orphan;

    @Option(names = "--stubborn", description = "Do not stop when asked to.")
    private boolean stubborn;

    private long free = System.nanoTime(); // when the only place is

    private FakeEngine() {}

    /** Serves until it is stopped. */
    public static void main(String[] arguments) {
        int code = new CommandLine(new FakeEngine()).execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** How to start one in a JVM of its own. */
    public static List<String> command(int port) {
        List<String> command = new ArrayList<>(JvmCommand.of(
                FakeEngine.class, List.of("-XX:TieredStopAtLevel=1"), CommandLine.class, ScriptedServer.class));
        command.addAll(List.of("--port", String.valueOf(port)));
        return command;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (die != null) {
            System.err.println("INFO loading the model");
            System.err.println(die);
            return 1;
        }
        for (int i = 0; i < children; i++) {
            new ProcessBuilder(orphan ? List.of("sh", "-c", "sleep 1000 &") : List.of("sleep", "1000")).start();
        }
        if (stubborn) {
            Runtime.getRuntime().addShutdownHook(new Thread(FakeEngine::sleepForEver));
        }
        Thread.sleep((long) (1e3 * startSeconds));
        ScriptedServer.start(port, this::answer);
        sleepForEver();
        return 0;
    }

    private Script answer(ScriptedServer.Request request) {
        if (!request.method().equals("POST")) {
            return new Script(200, List.of(), Script.Ending.COMPLETE);
        }
        if (request.number() >= dieAfter) {
            System.err.println("RuntimeError: the engine has died");
            Runtime.getRuntime().halt(3);
        }
        if (status != 200) {
            return Script.refusal(status, "{\"error\":\"as told\"}");
        }
        if (request.body().contains("\"stream\":false")) {
            String answer = "{\"choices\":[{\"index\":0,\"text\":\"" + words + "\",\"finish_reason\":\"stop\"}]}";
            return new Script(200, List.of(Script.Step.of(0.0, answer)), Script.Ending.COMPLETE);
        }
        Matcher asked = MAX_TOKENS.matcher(request.body());
        int count = tokens > 0 || !asked.find() ? Math.max(1, tokens) : Integer.parseInt(asked.group(1));
        return oneAtATime > 0.0
                ? Script.tokens(8, count, waiting(), 0.0)
                : Script.tokens(8, count, (cache ? 1e-3 : 2e-3) * batch, 32e-3 / batch);
    }

    /** Seconds until a request that comes now has been served. */
    private synchronized double waiting() {
        long now = System.nanoTime();
        free = Math.max(now, free) + (long) (1e9 * oneAtATime);
        return 1e-9 * (free - now);
    }

    private static void sleepForEver() {
        while (true) {
            try {
                Thread.sleep(1_000_000L);
            } catch (InterruptedException e) {
                // not by this
            }
        }
    }
}
