package io.scoot.cluster.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobLabel;
import io.scoot.cluster.jobs.JobPlan;
import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler does with a real Slurm of two GPUs, which {@code slurm/start.sh} starts; skipped where there is none. */
@Timeout(90)
abstract class SlurmContract {

    private static final Configuration DEFAULTS = SmallStudy.SPACE.defaults().orElseThrow();

    @TempDir
    Path logs;

    final Commands commands = Commands.local();
    private final List<JobEvaluator> open = new ArrayList<>();
    final String study = "study-" + Long.toString(System.nanoTime(), 36);
    JobScheduler slurm;

    /** Whose jobs have one GPU each, and leave their logs in that folder. */
    abstract JobScheduler scheduler(Path logs) throws Exception;

    @BeforeEach
    void begin() throws Exception {
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
        slurm = scheduler(logs);
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

    JobEvaluator evaluator(Duration running, Function<Trial, List<String>> command) {
        JobEvaluator jobs = new JobEvaluator(
                slurm, new JobPlan(study, command, 1, running, Duration.ofMinutes(5), Duration.ofMillis(200)));
        open.add(jobs);
        return jobs;
    }

    JobEvaluator shell(String script) {
        return evaluator(Duration.ofMinutes(5), trial -> List.of("sh", "-c", script));
    }

    static Trial trial(int number, int attempt) {
        return new Trial(number, 0, DEFAULTS, Phase.SUGGESTED, 1, attempt);
    }

    static Outcome get(CompletableFuture<Outcome> outcome) throws Exception {
        return outcome.get(60, TimeUnit.SECONDS);
    }

    String queue(String id) throws IOException {
        return commands.run(List.of("squeue", "--noheader", "--states=all", "--jobs=" + id, "--format=%T"))
                .strip();
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
        String id = slurm.find(study, 0).get(0).id();
        while (!queue(id).equals("CANCELLED")) {
            Thread.sleep(100);
        }
    }

    @Test
    void aRestartedTunerFindsItsJobsAndCancelsThem() throws Exception {
        JobEvaluator before = shell("sleep 2; echo 'scoot-result: {\"measured\":{\"a\":1}}'");
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

    /** Only where {@code slurm/accounting.sh} was run: the controller forgets jobs after two seconds there. */
    void whatIsForgottenIsInAccounting() throws Exception {
        String setting = commands.run(List.of("scontrol", "show", "config"));
        Assumptions.assumeTrue(
                setting.contains("accounting_storage/slurmdbd") && setting.contains("= 2 sec"),
                "no accounting here (scoot-examples/cluster/slurm/accounting.sh FOLDER adds it)");
        String id = slurm.submit(new JobRequest(
                new JobLabel(study, 0, 1, "00c0ffee"),
                List.of("sh", "-c", "sleep 1; echo 'scoot-result: {\"measured\":{\"a\":1}}'; kill -SEGV $$"),
                Duration.ofMinutes(1)));
        while (!slurm.find(study, 0).isEmpty()) {
            Thread.sleep(200);
        }
        JobState.Ended ended = (JobState.Ended) slurm.states(List.of(id)).get(id);
        assertThat(ended.cause()).isEqualTo(JobCause.SIGNAL);
        assertThat(ended.result()).contains("{\"measured\":{\"a\":1}}");
        assertThat(ended.ran()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(slurm.states(List.of("4000000"))).isEmpty();
    }
}
