package io.scoot.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/** One attempt to send a request over one connection. The requester calls it from one thread at a time. */
final class Attempt implements AsyncClientExchangeHandler, FutureCallback<AsyncClientEndpoint> {

    private static final int ATTEMPTS = 5;

    private final Sending sending;
    private final int number;
    private final HttpCoreContext context;
    private final ByteBuffer body;
    private volatile boolean connected; // on the thread that connects; the rest is the connection's own
    private boolean answered;
    private boolean complete;
    private boolean over;
    private @Nullable Exception failure;

    Attempt(Sending sending, int number, HttpCoreContext context) {
        this.sending = sending;
        this.number = number;
        this.context = context;
        this.body = ByteBuffer.wrap(sending.body());
    }

    @Override
    public void completed(AsyncClientEndpoint endpoint) {
        connected = true;
        sending.hold(endpoint);
        if (sending.exchange().result().isDone()) {
            sending.release(true); // given up while it was connecting; nothing was written
            return;
        }
        try {
            endpoint.execute(this, context);
        } catch (IllegalStateException e) {
            sending.exchange().fail(ErrorKind.DISCONNECTED, e.toString()); // released meanwhile: it has been given up
        }
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext ignored) throws HttpException, IOException {
        Connections connections = sending.connections();
        BasicHttpRequest request = new BasicHttpRequest(Method.POST, connections.server(), connections.path());
        connections.headers().forEach(request::setHeader);
        channel.sendRequest(request, new BasicEntityDetails(body.limit(), ContentType.APPLICATION_JSON), context);
    }

    @Override
    public int available() {
        return body.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        channel.write(body);
        if (!body.hasRemaining()) {
            channel.endStream();
        }
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext ignored) {
        answered = true;
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext ignored) {
        answered = true;
        complete = entity == null;
        sending.exchange().responding(response.getCode());
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        if (sending.exchange().result().isDone()) {
            throw new IOException("given up");
        }
        sending.exchange().bytes(bytes);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        complete = true;
    }

    /** Of connecting, or of the exchange. */
    @Override
    public void failed(Exception cause) {
        failure = cause;
        if (!connected) {
            sending.exchange().fail(ErrorKind.CONNECT, cause.toString());
        }
    }

    @Override
    public void cancelled() {
        sending.exchange().fail(ErrorKind.CONNECT, "cancelled");
    }

    @Override
    public void cancel() {
        failed(new IOException("cancelled"));
    }

    @Override
    public void releaseResources() {
        if (over) {
            return;
        }
        over = true;
        sending.release(failure == null && complete);
        if (failure == null && complete) {
            sending.exchange().ended();
        } else if (!answered
                && stale()
                && number < ATTEMPTS
                && !sending.exchange().result().isDone()) {
            sending.connections().attempt(sending, number + 1);
        } else {
            sending.exchange().fail(ErrorKind.DISCONNECTED, failure == null ? "no answer" : failure.toString());
        }
    }

    /**
     * Whether the connection had served others before, or was closed before anything was written into it: its server was closing
     * it for its age, and has not seen the request.
     */
    private boolean stale() {
        EndpointDetails details = context.getEndpointDetails();
        return failure instanceof RequestNotExecutedException
                || details == null
                || details.getRequestCount() != 1
                || details.getResponseCount() > 0;
    }
}
