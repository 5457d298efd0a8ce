package io.scoot.load.scripted;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on the loopback interface, each request answered by a script; one request a connection, unless it is told to
 * keep connections. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {

    private static final int BACKLOG = 2048;

    private final ServerSocket listener;
    private final Function<Request, Script> scripts;
    private final ExecutorService readers = Executors.newCachedThreadPool(ScriptedServer::daemon);
    private final ScheduledExecutorService writers = Executors.newScheduledThreadPool(2, ScriptedServer::daemon);
    private final Collection<Served> served = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final int idle; // ms until an idle connection is closed; 0: none is kept

    private ScriptedServer(ServerSocket listener, Function<Request, Script> scripts, int idle) {
        this.listener = listener;
        this.scripts = scripts;
        this.idle = idle;
    }

    /**
     * A request.
     *
     * @param number 0, 1, 2 … in the order of arrival
     * @param method such as {@code POST}
     * @param path such as {@code /v1/completions}
     * @param body as it came
     */
    public record Request(int number, String method, String path, String body) {}

    /**
     * The server's own view of one request, in nanoseconds of {@link System#nanoTime()}.
     *
     * @param request what was asked
     * @param received when it had been read
     * @param tokens when each token had been written
     */
    public record Served(Request request, long received, List<Long> tokens) {}

    /**
     * Starts one.
     *
     * @param port to listen on; 0: any
     * @param scripts how a request is answered
     * @throws UncheckedIOException if the port is taken
     */
    public static ScriptedServer start(int port, Function<Request, Script> scripts) {
        return start(port, scripts, 0);
    }

    /** Starts one on any port that keeps connections, and closes them after {@code idle} without a request, as servers do. */
    public static ScriptedServer keepingAlive(Duration idle, Function<Request, Script> scripts) {
        return start(0, scripts, (int) idle.toMillis());
    }

    private static ScriptedServer start(int port, Function<Request, Script> scripts, int idle) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            ScriptedServer server = new ScriptedServer(listener, scripts, idle);
            server.readers.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many requests have come. */
    public int requests() {
        return count.get();
    }

    /** How many connections have come. */
    public int connections() {
        return connections.get();
    }

    /** What has been answered to the end. */
    public List<Served> served() {
        return List.copyOf(served);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readers.shutdownNow();
        writers.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                InputStream in = new BufferedInputStream(socket.getInputStream());
                readers.execute(() -> serve(socket, in));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket, InputStream in) {
        try {
            Request request = read(in);
            Script script = scripts.apply(request);
            new Response(socket, in, request, script, System.nanoTime()).begin();
        } catch (IOException e) {
            closeQuietly(socket); // the client has gone, or nothing came for too long
        }
    }

    private Request read(InputStream in) throws IOException {
        String[] first = line(in).split(" ", -1);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (first.length < 2) {
            throw new IOException("no request");
        }
        return new Request(count.getAndIncrement(), first[0], first[1], body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        return thread;
    }

    /** One response, written step by step. */
    private final class Response {
        private final Socket socket;
        private final InputStream in;
        private final Request request;
        private final Script script;
        private final long received;
        private final List<Long> tokens = new ArrayList<>();
        private int next;

        Response(Socket socket, InputStream in, Request request, Script script, long received) {
            this.socket = socket;
            this.in = in;
            this.request = request;
            this.script = script;
            this.received = received;
        }

        void begin() throws IOException {
            if (script.ending() == Script.Ending.SILENT) {
                socket.close();
                return;
            }
            String type = script.status() == 200 ? "text/event-stream" : "application/json";
            write("HTTP/1.1 " + script.status() + " X\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n"
                    + (idle > 0 ? "\r\n" : "Connection: close\r\n\r\n"));
            schedule();
        }

        @SuppressWarnings("FutureReturnValueIgnored") // a step throws nothing
        private void schedule() {
            double due = next < script.steps().size() ? script.steps().get(next).seconds() : 0.0;
            long wait = received + (long) (due * 1e9) - System.nanoTime();
            if (!writers.isShutdown()) {
                writers.schedule(this::step, Math.max(0L, wait), TimeUnit.NANOSECONDS);
            }
        }

        private void step() {
            try {
                if (next == script.steps().size()) {
                    end();
                    return;
                }
                Script.Step step = script.steps().get(next++);
                byte[] head = (Integer.toHexString(step.bytes().length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                byte[] chunk = new byte[head.length + step.bytes().length + 2];
                System.arraycopy(head, 0, chunk, 0, head.length);
                System.arraycopy(step.bytes(), 0, chunk, head.length, step.bytes().length);
                chunk[chunk.length - 2] = '\r';
                chunk[chunk.length - 1] = '\n';
                socket.getOutputStream().write(chunk);
                if (step.token()) {
                    tokens.add(System.nanoTime());
                }
                schedule();
            } catch (IOException e) {
                closeQuietly(socket); // the client has gone
            }
        }

        private void end() throws IOException {
            boolean whole = script.ending() != Script.Ending.DROPPED;
            served.add(new Served(request, received, List.copyOf(tokens)));
            if (whole) {
                write("0\r\n\r\n");
            }
            if (script.ending() == Script.Ending.COMPLETE && idle > 0) {
                socket.setSoTimeout(idle); // from the first answer on, as uvicorn has it
                readers.execute(() -> serve(socket, in));
            } else {
                socket.close();
            }
        }

        private void write(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
