package io.scoot.cluster.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.cluster.jobs.JobCause;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slurm says, and what it means; without Slurm. */
class SlurmStateTest {

    @ParameterizedTest
    @CsvSource({
        "COMPLETED,0,0,None,COMPLETED,false",
        "FAILED,1,0,NonZeroExitCode,EXIT,false",
        "FAILED,137,0,NonZeroExitCode,SIGNAL,false",
        "FAILED,143,0,NonZeroExitCode,STOPPED,false",
        "FAILED,127,0,NonZeroExitCode,NO_COMMAND,false",
        "FAILED,0,11,None,SIGNAL,false",
        "FAILED,0,15,None,STOPPED,false",
        "FAILED,0,0,JobLaunchFailure,NODE_LOST,false",
        "OUT_OF_MEMORY,0,125,OutOfMemory,OUT_OF_MEMORY,false",
        "TIMEOUT,0,1,TimeLimit,TIMEOUT,false",
        "NODE_FAIL,0,1,NodeDown,NODE_LOST,false",
        "BOOT_FAIL,1,0,None,NODE_LOST,false",
        "PREEMPTED,0,15,None,PREEMPTED,false",
        "CANCELLED by 1000,0,0,None,CANCELLED,false",
        "PENDING,0,0,PartitionTimeLimit,REFUSED,true",
        "PENDING,0,0,BadConstraints,REFUSED,true",
    })
    void everyEndHasACause(String state, int exit, int signal, String reason, JobCause cause, boolean hopeless) {
        JobState.Ended ended =
                (JobState.Ended) SlurmState.of(state, exit, signal, reason, Duration.ofSeconds(9), "(null)");
        assertThat(ended.cause()).isEqualTo(cause);
        assertThat(ended.ran()).isEqualTo(hopeless ? Duration.ZERO : Duration.ofSeconds(9));
        assertThat(ended.result()).isEmpty();
    }

    @Test
    void whatWaitsAndRunsHasNotEnded() {
        assertThat(SlurmState.of("PENDING", 0, 0, "Resources", Duration.ZERO, ""))
                .isEqualTo(new JobState.Waiting("Resources"));
        assertThat(SlurmState.of("RUNNING", 0, 0, "None", Duration.ofSeconds(5), ""))
                .isEqualTo(new JobState.Running(Duration.ofSeconds(5)));
        assertThat(SlurmState.of("COMPLETING", 0, 0, "None", Duration.ofSeconds(5), ""))
                .isInstanceOf(JobState.Running.class);
    }

    @Test
    void timesAreReadAsSlurmWritesThem() {
        assertThat(SlurmState.elapsed("1-02:03:04")).isEqualTo(Duration.ofSeconds(93_784));
        assertThat(SlurmState.elapsed("02:03:04")).isEqualTo(Duration.ofSeconds(7_384));
        assertThat(SlurmState.elapsed("3:04")).isEqualTo(Duration.ofSeconds(184));
        assertThat(SlurmState.elapsed("INVALID")).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatTheControllerHasForgottenAccountingMayKnow() throws IOException {
        List<List<String>> asked = new ArrayList<>();
        Commands commands = command -> {
            asked.add(command);
            return command.get(0).equals("sacct")
                    ? "7|OUT_OF_MEMORY|0:125|61|CUDA out of memory\n8|COMPLETED|0:0|9|scoot-result: {\"crashed\":\"a|b\"}\n"
                    : "";
        };
        Map<String, JobState> states =
                new SlurmScheduler(commands, List.of(), Optional.empty()).states(List.of("7", "8", "9"));
        assertThat(states)
                .containsEntry(
                        "7",
                        new JobState.Ended(
                                JobCause.OUT_OF_MEMORY, "CUDA out of memory", Optional.empty(), Duration.ofSeconds(61)))
                .containsEntry(
                        "8",
                        new JobState.Ended(
                                JobCause.COMPLETED, "", Optional.of("{\"crashed\":\"a|b\"}"), Duration.ofSeconds(9)))
                .doesNotContainKey("9");
        assertThat(asked).hasSize(2);
    }
}
