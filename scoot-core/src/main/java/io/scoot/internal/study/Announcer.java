package io.scoot.internal.study;

import io.scoot.Listener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Calls the listeners: in order, one at a time, outside any lock, and whatever they do. A call made by a listener that causes
 * more news queues them behind the present one.
 */
public final class Announcer {

    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());

    private final List<Listener> listeners;
    private final Queue<Consumer<Listener>> news = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean calling = new AtomicBoolean();

    /** Calls {@code listeners}. */
    public Announcer(List<Listener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Queues a piece of news; called under the study's lock, so that the order is the study's. */
    public void add(Consumer<Listener> piece) {
        news.add(piece);
    }

    /** Delivers what is queued, unless somebody is doing so already; called outside the study's lock. */
    public void deliver() {
        while (!news.isEmpty() && calling.compareAndSet(false, true)) {
            try {
                for (Consumer<Listener> piece = news.poll(); piece != null; piece = news.poll()) {
                    tellAll(piece);
                }
            } finally {
                calling.set(false);
            }
        }
    }

    private void tellAll(Consumer<Listener> piece) {
        for (Listener listener : listeners) {
            try {
                piece.accept(listener);
            } catch (Throwable e) { // a host's error in a listener must not end a study that has been paid for
                LOG.log(System.Logger.Level.WARNING, "a listener threw; the study goes on", e);
            }
        }
    }
}
