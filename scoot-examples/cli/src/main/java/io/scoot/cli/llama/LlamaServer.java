package io.scoot.cli.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.CacheType;
import de.kherud.llama.args.LogFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A process that serves OpenAI's API with llama.cpp; its options are {@code llama-server}'s. Context shift is off: with it, a slot
 * that is too small drops what does not fit, and looks fast.
 */
@Command(name = "llama-server", mixinStandardHelpOptions = true, description = "Serves OpenAI's API with llama.cpp.")
public final class LlamaServer implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BACKLOG = 1024;

    @Option(names = "--model", required = true, description = "The model's file.")
    private Path file = Path.of("");

    @Option(names = "--port", required = true, description = "Port of the loopback interface.")
    private int port;

    @Option(names = "--parallel", description = "Slots.")
    private int parallel = 1;

    @Option(names = "--ctx-size", description = "Tokens of all slots.")
    private int contextSize = 4096;

    @Option(names = "--batch-size", description = "Tokens taken up at a time.")
    private int batchSize = 2048;

    @Option(names = "--ubatch-size", description = "Tokens computed at a time.")
    private int microBatchSize = 512;

    @Option(names = "--threads", description = "While generating.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--threads-batch", description = "While reading prompts.")
    private int threadsBatch = Runtime.getRuntime().availableProcessors();

    @Option(names = "--flash-attn", description = "on, off or auto, which is off in this version.")
    private String flashAttention = "auto";

    @Option(
            names = "--cont-batching",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Requests join a running batch.")
    private boolean continuousBatching;

    @Option(
            names = "--cache-prompt",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Slots keep what the next prompt may begin with.")
    private boolean cachePrompt;

    @Option(names = "--cache-reuse", description = "Least chunk moved in the cache.")
    private int cacheReuse;

    @Option(names = "--cache-type-k", description = "Type of the cached keys.")
    private CacheType cacheTypeK = CacheType.F16;

    @Option(names = "--cache-type-v", description = "Type of the cached values.")
    private CacheType cacheTypeV = CacheType.F16;

    @Option(names = "--poll", description = "How busily idle threads wait.")
    private int poll = 50;

    @SuppressWarnings("UnusedVariable") // llama-server needs to be told, this one does not
    @Option(names = "--no-context-shift", description = "As it always is here.")
    private boolean noContextShift;

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    private LlamaServer() {}

    /** Serves until it is killed; with {@code --probe} alone it loads the native library and ends. */
    public static void main(String[] arguments) throws IOException {
        Path library = Files.createTempDirectory("scoot-llama"); // the library's file has a fixed name
        System.setProperty("de.kherud.llama.tmpdir", library.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(library)));
        if (arguments.length == 1 && arguments[0].equals("--probe")) {
            LlamaModel.setLogger(LogFormat.TEXT, null); // the first call into the library
            return;
        }
        int code = new CommandLine(new LlamaServer())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        if (code != 0) {
            delete(library);
            Runtime.getRuntime().halt(code); // native threads would keep the JVM
        }
    }

    @Override
    public Integer call() throws IOException {
        if (exitWithParent) {
            watchParent();
        }
        LlamaModel model = new LlamaModel(parameters());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/health", exchange -> answer(exchange, 200, Map.of("status", "ok")));
        server.createContext("/v1/models", exchange -> answer(exchange, 200, Map.of("data", List.of())));
        server.createContext("/v1/completions", exchange -> complete(exchange, model, false));
        server.createContext("/v1/chat/completions", exchange -> complete(exchange, model, true));
        server.start();
        return 0;
    }

    private ModelParameters parameters() {
        ModelParameters parameters = new ModelParameters()
                .setModel(file.toString())
                .setParallel(parallel)
                .setCtxSize(contextSize)
                .setBatchSize(batchSize)
                .setUbatchSize(microBatchSize)
                .setThreads(threads)
                .setThreadsBatch(threadsBatch)
                .setCacheReuse(cacheReuse)
                .setPoll(poll)
                .disableContextShift();
        if (cacheTypeK != CacheType.F16) {
            parameters.setCacheTypeK(cacheTypeK);
        }
        if (cacheTypeV != CacheType.F16) {
            parameters.setCacheTypeV(cacheTypeV);
        }
        if (flashAttention.toLowerCase(Locale.ROOT).equals("on")) {
            parameters.enableFlashAttn();
        }
        return continuousBatching ? parameters.enableContBatching() : parameters.disableContBatching();
    }

    private void complete(HttpExchange exchange, LlamaModel model, boolean chat) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            String prompt = chat ? lastMessage(request) : request.path("prompt").asText();
            InferenceParameters inference = new InferenceParameters(prompt)
                    .setNPredict(request.path("max_tokens").asInt(16))
                    .setTemperature((float) request.path("temperature").asDouble(0.0))
                    .setIgnoreEos(request.path("ignore_eos").asBoolean(false))
                    .setCachePrompt(request.path("cache_prompt").asBoolean(cachePrompt));
            int promptTokens = 1 + model.encode(prompt).length; // it is begun by one more
            Stream stream = new Stream(exchange, chat);
            LlamaIterator tokens = model.generate(inference).iterator();
            try {
                while (tokens.hasNext()) {
                    stream.token(tokens.next().text, !tokens.hasNext());
                }
            } catch (IOException gone) {
                tokens.cancel(); // its slot is free again
                throw gone;
            } catch (RuntimeException e) { // LlamaException cannot be named
                stream.error(String.valueOf(e.getMessage()));
                return;
            }
            stream.end(promptTokens);
        }
    }

    private static String lastMessage(JsonNode request) {
        JsonNode messages = request.path("messages");
        return messages.path(messages.size() - 1).path("content").asText();
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        try (exchange) {
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void watchParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // nothing is said
                        }
                    } catch (IOException e) {
                        System.err.println("the parent is lost: " + e);
                    }
                    Runtime.getRuntime().halt(0);
                },
                "watch-parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void delete(Path library) {
        try (var files = Files.list(library)) {
            for (Path path : (Iterable<Path>) files::iterator) {
                Files.delete(path);
            }
            Files.delete(library);
        } catch (IOException e) {
            System.err.println("left behind: " + e.getMessage());
        }
    }

    /** One answer as server-sent events; its head is written with the first. */
    private static final class Stream {
        private final HttpExchange exchange;
        private final boolean chat;
        private boolean begun;
        private int count;

        Stream(HttpExchange exchange, boolean chat) {
            this.exchange = exchange;
            this.chat = chat;
        }

        void token(String text, boolean last) throws IOException {
            count += last ? 0 : 1; // the last output says that it is the last, and has no token
            Map<String, Object> choice = new LinkedHashMap<>();
            choice.put("index", 0);
            choice.put(chat ? "delta" : "text", chat ? Map.of("content", text) : text);
            choice.put("finish_reason", last ? "length" : null);
            event(Map.of("choices", List.of(choice)));
        }

        void end(int promptTokens) throws IOException {
            Map<String, Integer> usage = Map.of(
                    "prompt_tokens", promptTokens, "completion_tokens", count, "total_tokens", promptTokens + count);
            event(Map.of("choices", List.of(), "usage", usage));
            write("data: [DONE]\n\n");
        }

        void error(String message) throws IOException {
            Map<String, Object> error = Map.of("error", Map.of("message", message));
            if (begun) {
                event(error);
            } else {
                answer(exchange, 500, error);
            }
        }

        private void event(Object event) throws IOException {
            write("data: " + JSON.writeValueAsString(event) + "\n\n");
        }

        private void write(String text) throws IOException {
            if (!begun) {
                begun = true;
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
            }
            OutputStream out = exchange.getResponseBody();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
