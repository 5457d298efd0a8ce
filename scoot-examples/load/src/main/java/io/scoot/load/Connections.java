package io.scoot.load;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.nio.ssl.BasicClientTlsStrategy;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.ReflectionUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections to one server, kept alive and used again. Servers close idle ones whenever they like: one that has rested for
 * {@value #IDLE} s is closed first (uvicorn closes after 5 s), and a request that was written into a connection which its server
 * was closing is sent again. Thread-safe.
 */
final class Connections implements AutoCloseable {

    static final int IDLE = 2;

    private static final int STALE = 3; // attempts that met closed connections
    private static final int LOOK = 250; // ms between two looks for idle connections
    private static final int READERS = 2; // threads that read and stamp streams
    private static final int MOST = 1 << 16; // connections at a time, as many as there are ports
    private static final Timeout CONNECT = Timeout.ofSeconds(30);

    private final HttpAsyncRequester requester;
    private final HttpHost server;
    private final String path;
    private final Map<String, String> headers;

    @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
    Connections(URI endpoint, Map<String, String> headers, ScheduledExecutorService timer) {
        this.server = new HttpHost(
                Objects.requireNonNullElse(endpoint.getScheme(), "http"),
                Objects.requireNonNull(endpoint.getHost(), "host"),
                endpoint.getPort());
        this.path = endpoint.getRawPath();
        this.headers = headers;
        requireModules();
        this.requester = AsyncRequesterBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(READERS)
                        .setTcpNoDelay(true)
                        .setSoTimeout(Timeout.DISABLED) // the plan has its own limit
                        .build())
                .setHttpProcessor(
                        new DefaultHttpProcessor( // the default one would first wait for "100 Continue"
                                RequestTargetHost.INSTANCE, RequestContent.INSTANCE, RequestConnControl.INSTANCE))
                .setDefaultMaxPerRoute(MOST)
                .setMaxTotal(MOST)
                .setPoolReusePolicy(PoolReusePolicy.LIFO)
                .setTlsStrategy(new BasicClientTlsStrategy())
                .create();
        requester.start();
        timer.scheduleWithFixedDelay(
                () -> requester.closeIdle(TimeValue.ofSeconds(IDLE)), LOOK, LOOK, TimeUnit.MILLISECONDS);
    }

    /** Where the client's classes do not link, its threads would die unseen and every request would time out. */
    private static void requireModules() {
        try {
            ReflectionUtils.determineJRELevel();
        } catch (LinkageError e) {
            throw new LoadException("this Java lacks what the HTTP client needs, such as the module jdk.net: " + e);
        }
    }

    /** Sends one request without waiting for it; when the exchange is over before its answer is, the connection is cut. */
    void send(Exchange exchange, byte[] body) {
        exchange.sending();
        Sending sending = new Sending(this, exchange, body);
        exchange.whenOver(result -> sending.giveUp());
        attempt(sending, 0);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the attempt takes every outcome
    void attempt(Sending sending, int number) {
        if (number >= STALE) {
            requester.closeIdle(TimeValue.ZERO_MILLISECONDS); // the others may be as dead: it gets a new one
        }
        requester.connect(server, CONNECT, null, new Attempt(sending, number, HttpCoreContext.create()));
    }

    HttpHost server() {
        return server;
    }

    String path() {
        return path;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Override
    public void close() {
        requester.close(CloseMode.IMMEDIATE);
    }
}
