package io.scoot.cluster.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.Outcome;
import io.scoot.Trial;
import io.scoot.cluster.SmallStudy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobEvaluatorTest {

    private static final Trial TRIAL = SmallStudy.builder().build().ask(1).get(0);
    private static final JobState MEASURED = ended(JobCause.COMPLETED, "{\"measured\":{\"ttft_ms\":1.5}}");

    private final FakeScheduler scheduler = new FakeScheduler();
    private JobEvaluator jobs = evaluator(Duration.ofMinutes(10), Duration.ofHours(1));

    @AfterEach
    void end() {
        jobs.close();
    }

    private JobEvaluator evaluator(Duration running, Duration waiting) {
        return new JobEvaluator(
                scheduler, new JobPlan("s", trial -> List.of("true"), 2, running, waiting, Duration.ofMillis(5)));
    }

    private static JobState ended(JobCause cause, String result) {
        return new JobState.Ended(cause, "", Optional.ofNullable(result), Duration.ofSeconds(3));
    }

    private static Trial attempt(int attempt) {
        return new Trial(
                TRIAL.number(), TRIAL.batch(), TRIAL.configuration(), TRIAL.phase(), TRIAL.arrivalSeed(), attempt);
    }

    private static Outcome get(CompletableFuture<Outcome> outcome) throws Exception {
        return outcome.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aTrialWaitsRunsAndIsMeasured() throws Exception {
        CompletableFuture<Outcome> outcome = jobs.evaluate(TRIAL);
        scheduler.states.replace("job-0", new JobState.Running(Duration.ofSeconds(1)));
        scheduler.away = true;
        Thread.sleep(50);
        assertThat(outcome).isNotDone(); // an unreachable scheduler ends nothing
        scheduler.away = false;
        scheduler.states.replace("job-0", MEASURED);
        assertThat(get(outcome))
                .isEqualTo(Outcome.measured(Map.of("ttft_ms", 1.5)).withCost(6.0)); // two GPUs, three seconds
        assertThat(scheduler.deleted).isEmpty();
    }

    @Test
    void whoseFaultAnEndIs() throws Exception {
        for (JobCause cause : JobCause.values()) {
            scheduler.labels.clear();
            String id = scheduler.add(JobLabel.of("s", TRIAL), ended(cause, null));
            Outcome outcome = get(jobs.evaluate(TRIAL));
            assertThat(outcome instanceof Outcome.Failed).as(id + " " + cause).isEqualTo(cause.infrastructure());
        }
        assertThat(JobCause.ofStatus(137)).isEqualTo(JobCause.SIGNAL);
        assertThat(JobCause.ofStatus(143)).isEqualTo(JobCause.STOPPED);
        assertThat(JobCause.ofStatus(127)).isEqualTo(JobCause.NO_COMMAND);
        assertThat(JobCause.ofStatus(1)).isEqualTo(JobCause.EXIT);
        assertThat(JobCause.ofStatus(0)).isEqualTo(JobCause.COMPLETED);
    }

    @Test
    void waitingIsNoRunningTime() throws Exception {
        jobs.close();
        jobs = evaluator(Duration.ofMillis(100), Duration.ofHours(1));
        CompletableFuture<Outcome> outcome = jobs.evaluate(TRIAL);
        Thread.sleep(200);
        assertThat(outcome).isNotDone();
        scheduler.states.replace("job-0", new JobState.Running(Duration.ofMillis(101)));
        assertThat(get(outcome)).isEqualTo(Outcome.crashed("timeout").withCost(0.202));
        while (!scheduler.deleted.contains("job-0")) {
            Thread.sleep(5);
        }
    }

    @Test
    void aClockThatIsAheadEndsNoJob() throws Exception {
        CompletableFuture<Outcome> outcome = jobs.evaluate(TRIAL);
        scheduler.states.replace("job-0", new JobState.Running(Duration.ofHours(5))); // of ten minutes at most
        Thread.sleep(50);
        assertThat(outcome).isNotDone();
        scheduler.states.replace("job-0", MEASURED);
        assertThat(get(outcome)).isInstanceOf(Outcome.Measured.class);
    }

    @Test
    void waitingForTooLongIsAFailure() throws Exception {
        jobs.close();
        jobs = evaluator(Duration.ofHours(1), Duration.ofMillis(50));
        assertThat(get(jobs.evaluate(TRIAL)))
                .isInstanceOf(Outcome.Failed.class)
                .hasToString("Failed[reason=waited longer than PT0.05S for its place: Resources, cost=0.0]");
    }

    @Test
    void aRestartedTunerFindsItsJobs() throws Exception {
        CompletableFuture<Outcome> first = jobs.evaluate(TRIAL);
        scheduler.states.replace("job-0", new JobState.Running(Duration.ofSeconds(1)));
        jobs.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> get(first))
                .withMessageContaining("goes on");
        jobs = evaluator(Duration.ofMinutes(10), Duration.ofHours(1));
        CompletableFuture<Outcome> again = jobs.evaluate(attempt(2));
        assertThat(scheduler.labels).hasSize(1);
        scheduler.states.replace("job-0", MEASURED);
        assertThat(get(again)).isInstanceOf(Outcome.Measured.class);
        assertThat(get(jobs.evaluate(attempt(3)))).isInstanceOf(Outcome.Measured.class); // it ended meanwhile
        assertThat(scheduler.labels).hasSize(1);
    }

    @Test
    void aFailedAttemptIsFollowedByANewJobAndAnOlderOneIsSuperseded() throws Exception {
        scheduler.add(JobLabel.of("s", attempt(1)), ended(JobCause.NODE_LOST, null));
        assertThat(get(jobs.evaluate(attempt(1))))
                .isEqualTo(Outcome.failed("node lost").withCost(6.0));
        CompletableFuture<Outcome> second = jobs.evaluate(attempt(2));
        assertThat(scheduler.labels.get("job-1").attempt()).isEqualTo(2);
        String third = scheduler.add(JobLabel.of("s", attempt(3)), new JobState.Waiting(""));
        CompletableFuture<Outcome> newest = jobs.evaluate(attempt(3));
        assertThat(scheduler.deleted).containsExactly("job-1");
        scheduler.states.replace(third, MEASURED);
        assertThat(get(newest)).isInstanceOf(Outcome.Measured.class);
        assertThat(get(second)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void jobsOfAnotherStudyOfThatNameAreNoneOfThisOne() throws Exception {
        scheduler.add(new JobLabel("s", TRIAL.number(), 1, "00000000"), MEASURED);
        CompletableFuture<Outcome> outcome = jobs.evaluate(TRIAL);
        assertThat(outcome).isNotDone();
        assertThat(scheduler.labels).hasSize(2);
    }

    @Test
    void aCancelledTrialsJobIsDeleted() throws Exception {
        CompletableFuture<Outcome> outcome = jobs.evaluate(TRIAL);
        outcome.cancel(true);
        assertThat(scheduler.deleted).containsExactly("job-0");
        Thread waiting = Thread.currentThread();
        new Thread(() -> {
                    while (scheduler.states.isEmpty()) {
                        Thread.onSpinWait();
                    }
                    waiting.interrupt();
                })
                .start();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> jobs.await(TRIAL));
        assertThat(scheduler.deleted).containsExactly("job-0", "job-1");
    }

    @Test
    void aJobThatNobodyKnowsHasVanished() throws Exception {
        CompletableFuture<Outcome> outcome = jobs.evaluate(TRIAL);
        scheduler.states.clear();
        assertThat(get(outcome)).isEqualTo(Outcome.failed("vanished"));
    }

    @Test
    void whatCannotBeSubmittedIsTheInfrastructuresFault() {
        scheduler.away = true;
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> jobs.evaluate(TRIAL));
    }

    @Test
    void resultsAreLastLinesWithAMark() {
        Outcome outcome = Outcome.measured(Map.of("ttft_ms", 0.1)).withCost(2.0);
        String log = JobResult.line(Outcome.failed("first")) + "\nx\n" + JobResult.line(outcome) + "\nbye\n";
        assertThat(JobResult.in(log).map(JobResult::outcome)).contains(outcome);
        assertThat(JobResult.in("nothing")).isEmpty();
        assertThat(JobResult.outcome("{}")).isInstanceOf(Outcome.Failed.class);
        assertThat(JobResult.outcome("{\"measured\"")).isInstanceOf(Outcome.Failed.class);
        assertThat(JobResult.outcome("{\"crashed\":\"x\",\"cost\":-1}")).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Measured) JobResult.outcome("{\"measured\":{\"a\":\"x\"}}"))
                        .metrics()
                        .get("a"))
                .isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobLabel.of("My Study", TRIAL))
                .withMessageContaining("My Study");
    }
}
