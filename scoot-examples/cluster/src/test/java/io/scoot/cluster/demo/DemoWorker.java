package io.scoot.cluster.demo;

import io.scoot.cluster.postgres.Server;
import io.scoot.cluster.postgres.Terms;
import io.scoot.cluster.postgres.Worker;
import java.time.Duration;

/** A worker in a process of its own. */
final class DemoWorker {

    private DemoWorker() {}

    /** Name, port, database, whether trials are Slurm jobs. */
    public static void main(String[] arguments) throws InterruptedException {
        new Worker(
                        Server.source(Integer.parseInt(arguments[1]), arguments[2]),
                        new Terms(arguments[0], Demonstration.LEASE, Duration.ofSeconds(30)),
                        DemoServices.services(Boolean.parseBoolean(arguments[3])),
                        Duration.ofMillis(100))
                .run();
    }
}
