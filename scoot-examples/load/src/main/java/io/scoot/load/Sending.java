package io.scoot.load;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.jspecify.annotations.Nullable;

/** One exchange and the connection that it has at the moment. Thread-safe. */
final class Sending {

    private final Connections connections;
    private final Exchange exchange;
    private final byte[] body;
    private final AtomicReference<@Nullable AsyncClientEndpoint> held = new AtomicReference<>();

    Sending(Connections connections, Exchange exchange, byte[] body) {
        this.connections = connections;
        this.exchange = exchange;
        this.body = body;
    }

    Connections connections() {
        return connections;
    }

    Exchange exchange() {
        return exchange;
    }

    byte[] body() {
        return body;
    }

    void hold(AsyncClientEndpoint endpoint) {
        held.set(endpoint);
    }

    /** Gives the connection back to the pool, or cuts it; the first to say so counts, for it may be another's at once. */
    void release(boolean reusable) {
        AsyncClientEndpoint endpoint = held.getAndSet(null);
        if (endpoint == null) {
            return;
        }
        if (reusable) {
            endpoint.releaseAndReuse();
        } else {
            endpoint.releaseAndDiscard();
        }
    }

    /** Cuts the connection if the answer is still coming. */
    void giveUp() {
        release(false);
    }
}
