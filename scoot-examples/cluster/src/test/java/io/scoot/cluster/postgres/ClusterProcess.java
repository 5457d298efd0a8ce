package io.scoot.cluster.postgres;

import io.scoot.Listener;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/** The processes that get killed: a coordinator, which says what it recorded, or a worker, which says what it evaluates. */
final class ClusterProcess {

    static final Duration LEASE = Duration.ofMillis(1_500);

    private static final Logger QUIET = Logger.getLogger("io.scoot");

    private ClusterProcess() {}

    /** Role, name, port, database, number of studies, the longest evaluation in milliseconds. */
    public static void main(String[] arguments) throws InterruptedException {
        QUIET.setLevel(Level.OFF);
        PGSimpleDataSource source = Server.source(Integer.parseInt(arguments[2]), arguments[3]);
        Terms terms = new Terms(arguments[1], LEASE, Duration.ofSeconds(20));
        List<Service> services = services(Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
        Duration pause = Duration.ofMillis(100);
        Thread orphan = new Thread(ClusterProcess::endWithItsParent);
        orphan.setDaemon(true);
        orphan.start();
        if (arguments[0].equals("worker")) {
            new Worker(source, terms, services, pause).run();
        } else {
            try (Coordinator coordinator = new Coordinator(source, terms, services, pause, 2)) {
                if (coordinator.await(Duration.ofHours(1))) {
                    say("over");
                }
            }
        }
    }

    static List<Service> services(int count, int most) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Service(
                        "study-" + i,
                        SmallStudy.SPACE,
                        () -> SmallStudy.builder(i).listener(acknowledging(i)),
                        SmallStudy.PARALLELISM,
                        false,
                        trial -> evaluate(i, trial, most)))
                .toList();
    }

    private static Outcome evaluate(int study, Trial trial, int most) throws InterruptedException {
        say("evaluates " + study + " " + trial.number());
        Thread.sleep(Math.floorMod(trial.configuration().hashCode(), most));
        return SmallStudy.evaluate(trial);
    }

    private static Listener acknowledging(int study) {
        return new Listener() {
            @Override
            public void finished(Observation observation) {
                say("recorded " + study + " " + observation.trial().number());
            }
        };
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void endWithItsParent() {
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) == parent) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                break;
            }
        }
        Runtime.getRuntime().halt(1);
    }
}
