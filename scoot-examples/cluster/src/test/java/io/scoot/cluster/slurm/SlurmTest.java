package io.scoot.cluster.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobPlan;
import io.scoot.cluster.jobs.JobScheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of a real Slurm with two GPUs, which {@code slurm/start.sh} starts; skipped where there is none. */
@Timeout(90)
class SlurmTest {

    private static final Configuration DEFAULTS = SmallStudy.SPACE.defaults().orElseThrow();

    @TempDir
    Path logs;

    private final Commands commands = Commands.local();
    private final List<JobEvaluator> open = new ArrayList<>();
    private final String study = "study-" + Long.toString(System.nanoTime(), 36);
    private SlurmScheduler slurm;

    @BeforeEach
    void begin() {
        String nodes;
        try {
            nodes = commands.run(List.of("sinfo", "--noheader", "--format=%T %G"));
        } catch (IOException e) {
            nodes = "no sinfo: " + e.getMessage();
        }
        String found = nodes;
        Assumptions.assumeTrue(
                nodes.contains("gpu:2"),
                () ->
                        "no Slurm with two GPUs here (start one by scoot-examples/cluster/slurm/start.sh FOLDER, and set SLURM_CONF): "
                                + found);
        slurm = new SlurmScheduler(commands, List.of("--gres=gpu:1"), Optional.of(logs));
    }

    @AfterEach
    void end() throws IOException {
        open.forEach(JobEvaluator::close);
        if (slurm != null) {
            for (int trial = 0; trial < 4; trial++) {
                for (JobScheduler.Job job : slurm.find(study, trial)) {
                    slurm.delete(job.id());
                }
            }
        }
    }

    private JobEvaluator evaluator(Duration running, Function<Trial, List<String>> command) {
        JobEvaluator jobs = new JobEvaluator(
                slurm, new JobPlan(study, command, 1, running, Duration.ofMinutes(5), Duration.ofMillis(200)));
        open.add(jobs);
        return jobs;
    }

    private JobEvaluator shell(String script) {
        return evaluator(Duration.ofMinutes(5), trial -> List.of("sh", "-c", script));
    }

    private static Trial trial(int number, int attempt) {
        return new Trial(number, 0, DEFAULTS, Phase.SUGGESTED, 1, attempt);
    }

    private static Outcome get(CompletableFuture<Outcome> outcome) throws Exception {
        return outcome.get(60, TimeUnit.SECONDS);
    }

    private String queue(String id) throws IOException {
        return commands.run(List.of("squeue", "--noheader", "--states=all", "--jobs=" + id, "--format=%T"))
                .strip();
    }

    @Test
    void jobsShareTwoGpusAndTellWhatTheyMeasured() throws Exception {
        JobEvaluator jobs = shell(
                "echo begins; sleep 2; echo"
                        + " 'scoot-result: {\"measured\":{\"gpu\":'$CUDA_VISIBLE_DEVICES',\"at\":'$(date +%s)'}}'; echo ends; exit 3");
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outcomes.add(jobs.evaluate(trial(i, 1)));
        }
        List<Double> ends = new ArrayList<>();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            Outcome.Measured measured = (Outcome.Measured) get(outcome);
            assertThat(measured.metrics().get("gpu")).isIn(0.0, 1.0);
            assertThat(measured.cost()).isBetween(1.0, 20.0); // it ran for two seconds, and waited for as long
            ends.add(measured.metrics().get("at"));
        }
        assertThat(ends.get(2) - Math.min(ends.get(0), ends.get(1))).isGreaterThanOrEqualTo(1.0);
        String id = slurm.find(study, 0).get(0).id();
        assertThat(slurm.lastLines(id)).contains("begins", "scoot-result", "ends");
    }

    @Test
    void endsHaveCauses() throws Exception {
        assertThat(get(shell("echo broken; exit 3").evaluate(trial(0, 1))))
                .asString()
                .contains("Crashed[reason=exit status: 3 broken");
        assertThat(get(shell("kill -SEGV $$").evaluate(trial(1, 1))).toString()).contains("Crashed[reason=signal: 11");
        assertThat(get(evaluator(Duration.ofMinutes(5), t -> List.of("no-such-engine"))
                                .evaluate(trial(2, 1)))
                        .toString())
                .contains("Failed[reason=command not found");
        assertThat(get(shell("true").evaluate(trial(3, 1))).toString())
                .contains("Failed[reason=ended without a result");
    }

    @Test
    void whatRunsTooLongIsStopped() throws Exception {
        JobEvaluator jobs = evaluator(Duration.ofSeconds(1), t -> List.of("sleep", "100"));
        assertThat(get(jobs.evaluate(trial(0, 1))))
                .isInstanceOf(Outcome.Crashed.class)
                .asString()
                .contains("timeout");
        String id = slurm.find(study, 0).get(0).id();
        while (!queue(id).equals("CANCELLED")) {
            Thread.sleep(100);
        }
    }

    @Test
    void aRestartedTunerFindsItsJobsAndCancelsThem() throws Exception {
        JobEvaluator before = shell("sleep 3; echo 'scoot-result: {\"measured\":{\"a\":1}}'");
        before.evaluate(trial(0, 1)).isDone();
        before.close();
        JobEvaluator after = shell("exit 9");
        Outcome outcome = get(after.evaluate(trial(0, 2)));
        assertThat(outcome).isInstanceOf(Outcome.Measured.class);
        assertThat(slurm.find(study, 0)).hasSize(1);
        assertThat(get(after.evaluate(trial(0, 3)))).isEqualTo(outcome); // it ended before
        CompletableFuture<Outcome> cancelled =
                evaluator(Duration.ofMinutes(5), t -> List.of("sleep", "100")).evaluate(trial(1, 1));
        cancelled.cancel(true);
        String id = slurm.find(study, 1).get(0).id();
        while (!queue(id).equals("CANCELLED")) {
            Thread.sleep(100);
        }
    }

    @Test
    void aLostNodeAndACancellationByOthersAreTheInfrastructuresFault() throws Exception {
        JobEvaluator jobs = evaluator(Duration.ofMinutes(5), t -> List.of("sleep", "100"));
        CompletableFuture<Outcome> lost = jobs.evaluate(trial(0, 1));
        CompletableFuture<Outcome> cancelled = jobs.evaluate(trial(1, 1));
        String id = slurm.find(study, 0).get(0).id();
        while (!queue(id).equals("RUNNING")) {
            Thread.sleep(100);
        }
        commands.run(List.of("scancel", slurm.find(study, 1).get(0).id()));
        assertThat(get(cancelled)).isInstanceOf(Outcome.Failed.class).asString().contains("cancelled");
        String node =
                commands.run(List.of("sinfo", "--noheader", "--format=%N")).strip();
        commands.run(List.of("scontrol", "update", "NodeName=" + node, "State=DOWN", "Reason=test"));
        try {
            assertThat(get(lost)).isInstanceOf(Outcome.Failed.class).asString().contains("node lost");
        } finally {
            resume(node);
        }
    }

    private void resume(String node) throws Exception {
        while (!commands.run(List.of("sinfo", "--noheader", "--format=%T")).contains("idle")) {
            try {
                commands.run(List.of("scontrol", "update", "NodeName=" + node, "State=RESUME"));
            } catch (IOException e) {
                // it came back by itself
            }
            Thread.sleep(200);
        }
    }
}
