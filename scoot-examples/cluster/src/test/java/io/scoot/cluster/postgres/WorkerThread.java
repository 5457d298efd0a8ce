package io.scoot.cluster.postgres;

/** A worker on a thread of its own, as a process of its own would have it. */
final class WorkerThread {

    private WorkerThread() {}

    static Thread start(Worker worker) {
        Thread thread = new Thread(() -> {
            try {
                worker.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
