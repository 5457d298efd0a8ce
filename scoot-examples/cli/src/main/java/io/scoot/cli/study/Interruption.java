package io.scoot.cli.study;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a TERM signal, while a study runs: what runs is cancelled, and the process stays until what was seen is said. The JVM
 * then ends with the signal's own status, 130 or 143.
 */
public final class Interruption implements AutoCloseable {

    private static final long PATIENCE = 60; // s: engines are stopped meanwhile

    private final CountDownLatch said = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    /** Calls {@code cancel} when it happens. */
    public Interruption(Runnable cancel) {
        hook = new Thread(
                () -> {
                    happened = true;
                    cancel.run();
                    await();
                },
                "scoot-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            said.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has. */
    public boolean happened() {
        return happened;
    }

    /** All is said. */
    @Override
    public void close() {
        said.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            happened = true; // it runs
        }
    }
}
