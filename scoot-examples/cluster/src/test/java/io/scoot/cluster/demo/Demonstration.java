package io.scoot.cluster.demo;

import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.postgres.Coordinator;
import io.scoot.cluster.postgres.FaultyProxy;
import io.scoot.cluster.postgres.PostgresStudies;
import io.scoot.cluster.postgres.Server;
import io.scoot.cluster.postgres.Terms;
import io.scoot.simulator.v1.V1Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Tunes eight simulated services at once: a coordinator here and four workers in processes of their own, over PostgreSQL, and on
 * Slurm where there is one with two GPUs. One worker is killed and all connections are cut on the way. Shows the table of the
 * undisturbed runs and this one's; the exit status is 0 if they are the same.
 */
public final class Demonstration {

    static final Duration LEASE = Duration.ofSeconds(2);

    private Demonstration() {}

    public static void main(String[] arguments) throws Exception {
        if (Demonstration.class.getClassLoader() instanceof URLClassLoader maven) {
            System.setProperty("scoot.demo.classes", classPath(maven));
        }
        boolean slurm = DemoServices.slurmIsHere();
        System.out.println(DemoServices.all().size() + " services, each tuned undisturbed in this process …");
        Map<String, Result> undisturbed = new LinkedHashMap<>();
        for (V1Service service : DemoServices.all()) {
            undisturbed.put(
                    service.name(),
                    DemoServices.study(service).evaluator(service.evaluator()).run());
        }
        String expected = table(undisturbed);
        System.out.print(expected);
        System.out.println("the same by a coordinator and four workers over PostgreSQL, trials "
                + (slurm ? "as Slurm jobs on two GPUs" : "in the workers (no Slurm with two GPUs here)") + " …");
        long begin = System.nanoTime();
        String seen = table(disturbed(slurm));
        System.out.print(seen);
        boolean same = seen.equals(expected);
        System.out.printf(
                Locale.ROOT,
                "%s; it took %d s%n",
                same ? "the tables are the same" : "THE TABLES DIFFER",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        System.exit(same ? 0 : 1);
    }

    private static String classPath(URLClassLoader loader) {
        return Arrays.stream(loader.getURLs())
                .map(URL::getPath)
                .map(path -> Path.of(path).toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static Map<String, Result> disturbed(boolean slurm) throws Exception {
        List<Process> workers = new ArrayList<>();
        try (EmbeddedPostgres server = Server.start();
                FaultyProxy network = new FaultyProxy(server.getPort())) {
            DataSource source = Server.source(network.port(), "postgres");
            PostgresStudies.migrate(source);
            for (int i = 1; i <= 4; i++) {
                workers.add(start("worker-" + i, network.port(), slurm));
            }
            try (Coordinator coordinator = new Coordinator(
                    source,
                    new Terms("coordinator", LEASE, Duration.ofSeconds(30)),
                    DemoServices.services(false),
                    Duration.ofMillis(200),
                    2)) {
                awaitRecords(source, 60);
                workers.get(0).destroyForcibly().waitFor();
                System.out.println("  worker-1 was killed");
                awaitRecords(source, 90);
                network.drop();
                System.out.println("  all connections to the database were cut");
                if (!coordinator.await(Duration.ofMinutes(15))) {
                    System.out.println("  it is not over after 15 minutes");
                }
                return coordinator.results();
            }
        } finally {
            workers.forEach(Process::destroyForcibly);
        }
    }

    private static void awaitRecords(DataSource source, int count) throws InterruptedException {
        while (Integer.parseInt(Server.value(source, "select coalesce(sum(records), 0) from scoot.study")) < count) {
            Thread.sleep(100);
        }
    }

    private static Process start(String name, int port, boolean slurm) throws IOException {
        List<String> command = DemoServices.java(DemoWorker.class);
        command.addAll(List.of(name, String.valueOf(port), "postgres", String.valueOf(slurm)));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String table(Map<String, Result> results) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "  %-28s %9s %9s %7s %8s %9s  %s%n",
                "service",
                "default",
                "best",
                "trials",
                "crashed",
                "all",
                "best one's flags"));
        for (V1Service service : DemoServices.all()) {
            Result result = results.get(service.name());
            if (result == null) {
                table.append("  ").append(service.name()).append(" has no result\n");
                continue;
            }
            String metric = service.objective().metric();
            List<Observation> seen = result.observations();
            table.append(String.format(
                    Locale.ROOT,
                    "  %-28s %9s %9s %7d %8d  %08x  %s%n",
                    service.name(),
                    value(seen.isEmpty() ? null : seen.get(0), metric),
                    value(result.best().orElse(null), metric),
                    seen.size(),
                    seen.stream().filter(o -> !o.feasible()).count(),
                    SmallStudy.essence(result).hashCode(), // of every trial, its seeds and metrics
                    result.best().map(best -> changed(service, best)).orElse("none")));
        }
        return table.toString();
    }

    private static String value(Observation observation, String metric) {
        return observation == null || !observation.feasible()
                ? "-"
                : String.format(Locale.ROOT, "%.3f", observation.metric(metric));
    }

    private static String changed(V1Service service, Observation best) {
        Map<String, Object> defaults = service.space().defaults().orElseThrow().asMap();
        String flags = best.configuration().asMap().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        return flags.isEmpty() ? "the default" : flags;
    }
}
