package io.scoot.cluster.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.scoot.Listener;
import io.scoot.Scoot;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.simulator.v1.V1Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How much one PostgreSQL and one processor carry: appends, hand-overs of trials, looks at idle studies, suggestions. */
public final class Throughput {

    private static final int THREADS = 16;
    private static final int SECONDS = 5;
    private static final String RECORD = "{\"event\":\"told\",\"x\":\"" + "x".repeat(600) + "\"}";
    private static final String OUTCOME = "{\"measured\":{\"ttft_ms\":\"1.5\"},\"cost\":0.0}";

    private Throughput() {}

    private interface Work {
        void once(int thread) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres server = Server.start()) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(Server.source(server.getPort(), "postgres"));
            config.setMaximumPoolSize(THREADS + 1);
            try (HikariDataSource source = new HikariDataSource(config)) {
                PostgresStudies.migrate(source);
                measure(source);
            }
        }
        suggestions();
        System.exit(0);
    }

    private static void measure(HikariDataSource source) throws Exception {
        try (PostgresStudies studies = new PostgresStudies(source, Terms.of("throughput"))) {
            TrialTable trials = new TrialTable(new Database(source));
            List<PostgresLog> logs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                logs.add(studies.open("study-" + i));
            }
            report("appends by one owner", 1, thread -> logs.get(thread).append(RECORD));
            report("appends by " + THREADS, THREADS, thread -> logs.get(thread).append(RECORD));
            Terms terms = Terms.of("w");
            report("trials handed out, claimed, finished and removed", THREADS, thread -> {
                Lease lease = logs.get(thread).lease();
                trials.hand(lease, 0, 1, "{}");
                TrialTable.Claim claim = trials.claim(UUID.randomUUID(), List.of(lease.study()), terms)
                        .orElseThrow();
                trials.finish(claim, "w", OUTCOME, false);
                trials.remove(lease, 0, claim.id());
            });
            report("looks of an owner at a study where nothing happens", THREADS, thread -> {
                Lease lease = logs.get(thread).lease();
                trials.giveUp(lease, 5, OUTCOME);
                trials.of(lease.study());
            });
            List<String> many = java.util.stream.IntStream.range(0, 10_000)
                    .mapToObj(i -> "study-" + i)
                    .collect(Collectors.toList());
            report(
                    "looks of a worker for 10,000 studies, in vain",
                    THREADS,
                    thread -> trials.claim(UUID.randomUUID(), many, terms));
            report("renewals of " + THREADS + " leases at once", 1, thread -> studies.renew());
        }
    }

    private static void report(String what, int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        LongAdder count = new LongAdder();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            all.add(pool.submit(() -> {
                while (System.nanoTime() < end) {
                    work.once(thread);
                    count.increment();
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        pool.shutdown();
        System.out.printf(Locale.ROOT, "%8.0f per second  %s%n", count.sum() / (double) SECONDS, what);
    }

    private static void suggestions() {
        List<Duration> took = new ArrayList<>();
        V1Service service = V1Service.named(V1Service.DEFAULT);
        new Scoot.Builder()
                .space(service.space())
                .objectives(service.objective())
                .slos(service.slo())
                .evaluator(service.evaluator())
                .confirmations(0)
                .listener(new Listener() {
                    @Override
                    public void suggested(List<Trial> trials, List<Suggestion> suggestions, Duration duration) {
                        took.add(duration);
                    }
                })
                .run();
        List<Long> millis =
                took.stream().skip(10).map(Duration::toMillis).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%8d ms median of a suggestion (vLLM's space, one bound, the 11th to the 30th)%n",
                millis.get(millis.size() / 2));
    }
}
