package io.scoot.cluster.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between a client and PostgreSQL, on this machine: it loses requests, loses replies, delivers late, and is cut. */
public final class FaultyProxy implements AutoCloseable {

    /** What becomes of a request. */
    enum Fate {
        /** The server never gets it. */
        LOSE_REQUEST,
        /** The server carries it out, and the client does not hear of it. */
        LOSE_REPLY,
        /** The server carries it out, and what the client hears is that it dies of a full disk. */
        LAST_WORDS,
        /** The client is cut off, and the server gets it at {@link #deliver()}. */
        DELAY
    }

    private record Late(Socket server, byte[] request) {}

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> muted = ConcurrentHashMap.newKeySet(); // they hear nothing any more
    private final List<Late> late = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private String fragment;
    private Fate fate;
    private Runnable then;

    public FaultyProxy(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** The next request that contains {@code sql} meets that fate, and then something happens before the client knows. */
    synchronized void next(String sql, Fate what, Runnable afterwards) {
        fragment = sql;
        fate = what;
        then = afterwards;
    }

    void next(String sql, Fate what) {
        next(sql, what, () -> {});
    }

    /** Cuts all connections and refuses new ones. */
    public void cut() {
        down = true;
        drop();
    }

    /** Cuts all connections. */
    public void drop() {
        open.forEach(FaultyProxy::close);
    }

    /** Takes connections again. */
    public void heal() {
        down = false;
    }

    /** Gives the server what was delayed, and waits until it has carried that out. */
    void deliver() throws IOException {
        for (Late request : late) {
            request.server().getOutputStream().write(request.request());
            awaitIdle();
            request.server().close();
        }
        late.clear();
    }

    private void accept() {
        while (true) {
            try {
                Socket client = entrance.accept();
                if (down) {
                    client.close();
                    continue;
                }
                Socket server = new Socket();
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                try {
                    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                } catch (IOException e) {
                    client.close();
                    continue;
                }
                open.add(client);
                open.add(server);
                daemon(() -> pump(client, server, true));
                daemon(() -> pump(server, client, false));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[1 << 17];
        try {
            while (true) {
                int length = from.getInputStream().read(buffer);
                if (length < 0) {
                    break;
                }
                if (requests && meetsFate(Arrays.copyOf(buffer, length), from, to)) {
                    return;
                }
                if (!muted.contains(to)) {
                    to.getOutputStream().write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // cut
        }
        if (late.stream().noneMatch(request -> request.server() == from)) {
            close(from);
            close(to);
        }
    }

    private boolean meetsFate(byte[] request, Socket client, Socket server) throws IOException {
        Fate met;
        Runnable afterwards;
        synchronized (this) {
            if (fragment == null || !new String(request, StandardCharsets.ISO_8859_1).contains(fragment)) {
                return false;
            }
            fragment = null;
            met = fate;
            afterwards = then;
        }
        switch (met) {
            case LOSE_REQUEST -> close(server);
            case LOSE_REPLY -> carryOut(request, client, server);
            case LAST_WORDS -> {
                carryOut(request, client, server);
                client.getOutputStream().write(lastWords());
            }
            case DELAY -> {
                late.add(new Late(server, request));
                open.remove(server);
            }
        }
        afterwards.run();
        close(client);
        if (met != Fate.DELAY) {
            close(server);
        }
        return true;
    }

    private void carryOut(byte[] request, Socket client, Socket server) throws IOException {
        muted.add(client);
        server.getOutputStream().write(request);
        awaitIdle();
    }

    /** PostgreSQL's message, as it sends it when a commit finds no room for the log. */
    private static byte[] lastWords() {
        byte[] fields =
                "SPANIC\0VPANIC\0C53100\0Mcould not write to file \"pg_wal/xlogtemp.1\": No space left on device\0\0"
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + Integer.BYTES + fields.length)
                .put((byte) 'E')
                .putInt(Integer.BYTES + fields.length)
                .put(fields)
                .array();
    }

    /** The server is on this machine, and has carried out a statement after that. */
    private static void awaitIdle() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        drop();
    }
}
