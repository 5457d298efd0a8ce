package io.scoot.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.LoadReport;
import io.scoot.load.LoadTest;
import io.scoot.load.RequestResult;
import io.scoot.load.scripted.Script;
import io.scoot.load.scripted.ScriptedServer;
import io.scoot.load.scripted.ScriptedServer.Served;
import io.scoot.load.trace.RequestShape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Measures the load generator against a scripted server in the same JVM, whose own timestamps are of the same clock: how far
 * TTFT and TPOT are from the server's, at 50 streams and at 1,000, of 20 and of 40 tokens a second each; and whether a server that stalls for a second at
 * 100 requests per second shows a hundred requests that waited. One JSON line each.
 */
public final class LoadAccuracy {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int[] PERCENTILES = {50, 90, 95, 99};

    private LoadAccuracy() {}

    /** Runs all four. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        streams(50, 10.0, 25); // warms the JVM up
        report(streams(50, 10.0, 25));
        report(streams(1000, 50.0, 200));
        report(streams(1000, 100.0, 400)); // 40 tokens a second each
        report(stall());
    }

    /**
     * So many streams at a time, by Little's law: each lasts {@code concurrent / rate} seconds.
     *
     * @param concurrent streams at a time
     * @param rate requests per second
     * @param tokens of each
     */
    private static Map<String, Object> streams(int concurrent, double rate, int tokens) throws InterruptedException {
        double lasting = concurrent / rate;
        try (ScriptedServer server = ScriptedServer.start(0, request -> {
            double ttft = 0.05 + 0.2 * new SplittableRandom(request.number()).nextDouble();
            return Script.tokens(8, tokens, ttft, (lasting - ttft) / (tokens - 1));
        })) {
            LoadPlan plan = LoadPlan.builder("scripted")
                    .arrivals(Arrivals.poisson())
                    .rate(rate)
                    .seconds(2.0 * lasting)
                    .pool(List.of(new RequestShape(8, tokens, 0, 0)))
                    .drain(Duration.ofSeconds(60))
                    .build();
            double busy = cpuSeconds();
            long begin = System.nanoTime();
            LoadReport report = new LoadTest(plan, server.address()).run(1L, () -> true);
            double seconds = (System.nanoTime() - begin) * 1e-9;
            busy = cpuSeconds() - busy;
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("test", "accuracy");
            line.put("concurrent", peak(report));
            line.put("tokensPerSecondOfEach", rounded((tokens - 1) / lasting));
            line.put("requests", report.results().size());
            line.put("failed", report.results().size() - report.succeeded().size());
            line.put("coresBusy", rounded(busy / seconds));
            line.put("latenessMs", rounded(metric(report.metrics(), "lateness_ms")));
            List<Served> served = server.served().stream()
                    .filter(s -> s.request().number() > 0) // the warm-up
                    .toList();
            double[] ttft = served.stream()
                    .mapToDouble(s -> 1e-6 * (s.tokens().get(0) - s.received()))
                    .toArray();
            double[] gaps = served.stream()
                    .mapToDouble(
                            s -> 1e-6 * (s.tokens().get(tokens - 1) - s.tokens().get(0)) / (tokens - 1))
                    .toArray();
            compare(line, "ttft", ttft, report.metrics());
            compare(line, "tpot", gaps, report.metrics());
            return line;
        }
    }

    /** A server that answers nothing for a second; whoever comes then waits for the rest of it. */
    private static Map<String, Object> stall() throws InterruptedException {
        double rate = 100.0;
        double from = 2.0;
        long[] first = {Long.MAX_VALUE};
        try (ScriptedServer server = ScriptedServer.start(0, request -> {
            long now = System.nanoTime();
            synchronized (first) {
                first[0] = Math.min(first[0], now);
            }
            double since = (now - first[0]) * 1e-9;
            double wait = since >= from && since < from + 1.0 ? from + 1.0 - since : 0.0;
            return Script.tokens(8, 1, wait, 0.0);
        })) {
            LoadPlan plan = LoadPlan.builder("scripted")
                    .arrivals(Arrivals.fixed())
                    .rate(rate)
                    .seconds(5.0)
                    .pool(List.of(new RequestShape(8, 1, 0, 0)))
                    .warmUp(0)
                    .build();
            LoadReport report = new LoadTest(plan, server.address()).run(1L, () -> true);
            double[] waited = report.succeeded().stream()
                    .mapToDouble(RequestResult::ttft)
                    .filter(ttft -> ttft > 0.02)
                    .sorted()
                    .toArray();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("test", "stall");
            line.put("requests", report.results().size());
            line.put("waited", waited.length);
            line.put("longestMs", rounded(1e3 * waited[waited.length - 1]));
            line.put("medianMs", rounded(1e3 * waited[waited.length / 2]));
            return line;
        }
    }

    private static void compare(Map<String, Object> line, String name, double[] server, Map<String, Double> client) {
        Map<String, Object> differences = new LinkedHashMap<>();
        double mean = java.util.Arrays.stream(server).average().orElseThrow();
        differences.put("server", rounded(mean));
        differences.put("mean", rounded(metric(client, name + "_ms") - mean));
        Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
        percentile.setData(server);
        for (int p : PERCENTILES) {
            differences.put("p" + p, rounded(metric(client, "p" + p + "_" + name + "_ms") - percentile.evaluate(p)));
        }
        line.put(name + "DifferenceMs", differences);
    }

    private static double metric(Map<String, Double> metrics, String name) {
        return metrics.getOrDefault(name, Double.NaN);
    }

    /** The most streams that were open at a time. */
    private static int peak(LoadReport report) {
        int peak = 0;
        for (RequestResult one : report.succeeded()) {
            double at = one.intended();
            int open = 0;
            for (RequestResult other : report.succeeded()) {
                open += other.intended() <= at && at < other.intended() + other.latency() ? 1 : 0;
            }
            peak = Math.max(peak, open);
        }
        return peak;
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
    }

    private static double rounded(double value) {
        return Math.round(1e3 * value) / 1e3;
    }

    private static void report(Map<String, Object> line) throws IOException {
        System.out.println(JSON.writeValueAsString(line));
    }
}
