package io.scoot.cluster.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Outcome;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobScheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Jobs of a real Slurm by its commands. */
class SlurmTest extends SlurmContract {

    @Override
    JobScheduler scheduler(Path logs) {
        return new SlurmScheduler(commands, List.of("--gres=gpu:1"), Optional.of(logs));
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

    @Test
    void whatTheControllerHasForgottenAccountingKnows() throws Exception {
        whatIsForgottenIsInAccounting();
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
