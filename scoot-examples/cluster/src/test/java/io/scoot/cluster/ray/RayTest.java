package io.scoot.cluster.ray;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobPlan;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs of a real Ray with two GPUs, which {@code ray/start.sh} starts; skipped where SCOOT_RAY does not say where it is. */
@Timeout(180)
class RayTest {

    private final String study = "study-" + Long.toString(System.nanoTime(), 36);
    private final List<JobEvaluator> open = new ArrayList<>();
    private RayScheduler ray;

    @BeforeEach
    void begin() {
        String address = System.getenv("SCOOT_RAY");
        Assumptions.assumeTrue(
                address != null,
                "no Ray here (start one by scoot-examples/cluster/ray/start.sh FOLDER, and set SCOOT_RAY)");
        ray = new RayScheduler(
                new RayServer(HttpClient.newHttpClient(), URI.create(String.valueOf(address)), Map::of),
                Map.of("entrypoint_num_gpus", 1),
                Clock.systemUTC());
    }

    @AfterEach
    void end() throws IOException {
        open.forEach(JobEvaluator::close);
        if (ray != null) {
            for (int trial = 0; trial < 5; trial++) {
                for (JobScheduler.Job job : ray.find(study, trial)) {
                    ray.delete(job.id());
                }
            }
        }
    }

    private JobEvaluator evaluator(Duration running, Function<Trial, List<String>> command) {
        JobEvaluator jobs = new JobEvaluator(
                ray, new JobPlan(study, command, 1, running, Duration.ofMinutes(5), Duration.ofMillis(200)));
        open.add(jobs);
        return jobs;
    }

    private JobEvaluator shell(String script) {
        return evaluator(Duration.ofMinutes(5), trial -> List.of("sh", "-c", script));
    }

    private static Trial trial(int number, int attempt) {
        return new Trial(number, 0, SmallStudy.SPACE.defaults().orElseThrow(), Phase.SUGGESTED, 1, attempt);
    }

    private static Outcome get(CompletableFuture<Outcome> outcome) throws Exception {
        return outcome.get(120, TimeUnit.SECONDS);
    }

    @Test
    void jobsShareTwoGpusAndTellWhatTheyMeasured() throws Exception {
        JobEvaluator jobs = shell(
                "echo begins; sleep 3; echo it\\'s;"
                        + " echo 'scoot-result: {\"measured\":{\"gpu\":'$CUDA_VISIBLE_DEVICES',\"at\":'$(date +%s)'}}'; echo ends; exit 3");
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outcomes.add(jobs.evaluate(trial(i, 1)));
        }
        List<Double> ends = new ArrayList<>();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            Outcome.Measured measured = (Outcome.Measured) get(outcome);
            assertThat(measured.metrics().get("gpu")).isIn(0.0, 1.0);
            assertThat(measured.cost()).isBetween(1.0, 20.0); // it ran for three seconds, and waited for as long
            ends.add(measured.metrics().get("at"));
        }
        ends.sort(null);
        assertThat(ends.get(2) - ends.get(0)).isGreaterThanOrEqualTo(2.0);
        String id = ray.find(study, 0).get(0).id();
        assertThat(ray.lastLines(id)).contains("begins", "it's", "scoot-result", "ends");
    }

    @Test
    void endsHaveCauses() throws Exception {
        CompletableFuture<Outcome> exit = shell("echo broken; exit 3").evaluate(trial(0, 1));
        CompletableFuture<Outcome> signal = shell("kill -SEGV $$").evaluate(trial(1, 1));
        CompletableFuture<Outcome> none =
                evaluator(Duration.ofMinutes(5), t -> List.of("no-such-engine")).evaluate(trial(2, 1));
        CompletableFuture<Outcome> silent = shell("true").evaluate(trial(3, 1));
        assertThat(get(exit)).asString().contains("Crashed[reason=exit status: 3 broken");
        assertThat(get(signal)).asString().contains("Crashed[reason=signal: 11");
        assertThat(get(none)).asString().contains("Failed[reason=command not found");
        assertThat(get(silent)).asString().contains("Failed[reason=ended without a result");
    }

    @Test
    void whatRunsTooLongIsStopped() throws Exception {
        JobEvaluator jobs = evaluator(Duration.ofSeconds(1), t -> List.of("sleep", "100"));
        assertThat(get(jobs.evaluate(trial(0, 1))))
                .isInstanceOf(Outcome.Crashed.class)
                .asString()
                .contains("timeout");
        awaitEnd(ray.find(study, 0).get(0).id());
    }

    @Test
    void aRestartedTunerFindsItsJobsAndCancelsThem() throws Exception {
        JobEvaluator before = shell("sleep 8; echo 'scoot-result: {\"measured\":{\"a\":1}}'");
        before.evaluate(trial(0, 1)).isDone();
        before.close();
        JobEvaluator after = shell("exit 9");
        Outcome outcome = get(after.evaluate(trial(0, 2)));
        assertThat(outcome).isInstanceOf(Outcome.Measured.class);
        assertThat(ray.find(study, 0)).hasSize(1);
        assertThat(get(after.evaluate(trial(0, 3)))).isInstanceOf(Outcome.Measured.class); // it ended before
        JobEvaluator sleeps = evaluator(Duration.ofMinutes(5), t -> List.of("sleep", "100"));
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            outcomes.add(sleeps.evaluate(trial(i, 1))); // the third waits for a GPU
        }
        for (CompletableFuture<Outcome> cancelled : outcomes) {
            cancelled.cancel(true);
        }
        for (int i = 1; i < 4; i++) {
            awaitEnd(ray.find(study, i).get(0).id());
        }
    }

    private void awaitEnd(String id) throws Exception {
        while (!(ray.states(List.of(id)).get(id) instanceof JobState.Ended)) {
            Thread.sleep(200);
        }
    }
}
