package io.scoot.cluster.demo;

import io.scoot.Outcome;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.Trial;
import io.scoot.simulator.v1.V1Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * What many trials in flight cost: 64 observations of simulated services, one at a time and sixteen asynchronously, whose evaluations
 * take 4 to 12 minutes of simulated time. The default's value over the best one's that keeps the bound; larger is better.
 */
public final class AsyncQuality {

    private static final int BUDGET = 64;

    private AsyncQuality() {}

    private record Flight(double end, Trial trial) {}

    public static void main(String[] arguments) {
        int seeds = Integer.getInteger("scoot.seeds", 3);
        for (int parallelism : new int[] {1, 16}) {
            List<Double> gains = new ArrayList<>();
            List<Double> hours = new ArrayList<>();
            for (int seed = 0; seed < seeds; seed++) {
                for (V1Service service : DemoServices.all().subList(0, 4)) {
                    run(service, parallelism, seed, gains, hours);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%2d at a time: gains %s, median %.4f, median hours %.2f%n",
                    parallelism,
                    gains.stream()
                            .map(gain -> String.format(Locale.ROOT, "%.4f", gain))
                            .toList(),
                    median(gains),
                    median(hours));
        }
        System.exit(0);
    }

    private static void run(V1Service service, int parallelism, int seed, List<Double> gains, List<Double> hours) {
        SplittableRandom minutes = new SplittableRandom(seed);
        PriorityQueue<Flight> flying = new PriorityQueue<>(Comparator.comparingDouble(Flight::end));
        double now = 0;
        try (Scoot scoot = new Scoot.Builder()
                .space(service.space())
                .objectives(service.objective())
                .slos(service.slo())
                .budget(BUDGET)
                .parallelism(parallelism)
                .asynchronous(parallelism > 1)
                .confirmations(0)
                .seed(seed)
                .build()) {
            while (!scoot.done()) {
                if (flying.size() < parallelism) {
                    for (Trial trial : scoot.ask(parallelism - flying.size())) {
                        flying.add(new Flight(now + minutes.nextDouble(4.0, 12.0), trial));
                    }
                }
                Flight next = flying.remove();
                now = next.end();
                Outcome outcome = service.evaluate(
                        next.trial().configuration(), next.trial().arrivalSeed());
                scoot.tell(next.trial(), outcome);
            }
            Result result = scoot.result();
            String metric = service.objective().metric();
            gains.add(result.observations().get(0).metric(metric)
                    / result.best().map(best -> best.metric(metric)).orElse(Double.POSITIVE_INFINITY));
            hours.add(now / 60.0);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
    }
}
