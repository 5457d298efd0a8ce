package io.scoot.cli.llama;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.LlamaModel;
import io.scoot.engines.CommandTemplate;
import io.scoot.engines.process.Inquiry;
import io.scoot.engines.process.JvmCommand;
import io.scoot.engines.process.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** How {@link LlamaServer} is started, and whether it can be. */
public final class LlamaEngine {

    private static final int WORDS = 400; // characters of what the loader says
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LlamaEngine() {}

    /**
     * Its command, with placeholders for model, port and flags. The JDK's server would hold back each small write for 40 ms, for
     * the client's acknowledgement, unless told otherwise.
     */
    public static CommandTemplate command() {
        List<String> command = new ArrayList<>(jvm());
        command.addAll(List.of("--model", "{model}", "--port", "{port}", "--no-context-shift"));
        if (!Supervisor.available()) {
            command.add("--exit-with-parent"); // elsewhere the supervisor sees to it, and has the pipe
        }
        command.add("{flags}");
        return new CommandTemplate(command);
    }

    /**
     * Why the native library cannot be loaded on this machine; empty if it can.
     *
     * @throws IOException if no JVM can be started
     */
    public static Optional<String> missing() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(jvm());
        command.add("--probe");
        Optional<Inquiry.Answer> answer = Inquiry.ask(command, PATIENCE);
        if (answer.isEmpty()) {
            return Optional.of("no answer within " + PATIENCE.toSeconds() + " s");
        }
        String words = answer.get().words();
        return answer.get().status() == 0
                ? Optional.empty()
                : Optional.of(words.length() > WORDS ? words.substring(0, WORDS) : words);
    }

    /** The standard tiny model as a file of {@code directory}. */
    public static Path model(Path directory) throws IOException {
        Path model = directory.resolve("tiny.gguf");
        TinyModel.standard().write(model, 1L);
        return model;
    }

    private static List<String> jvm() {
        return JvmCommand.of(
                LlamaServer.class,
                List.of(
                        "-Dsun.net.httpserver.nodelay=true",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-XX:ErrorFile=/dev/null"), // an abort is in the log already: no files where the user stands
                LlamaModel.class,
                CommandLine.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonCreator.class);
    }
}
