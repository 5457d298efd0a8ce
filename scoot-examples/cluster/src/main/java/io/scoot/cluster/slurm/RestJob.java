package io.scoot.cluster.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a job as slurmrestd tells it. Until v0.0.38 numbers, states and exit codes are plain; later ones say beside a number whether it is
 * set, give a job several states, and take an exit code apart.
 */
final class RestJob {

    private RestJob() {}

    /** One of {@code /slurm/VERSION/jobs}. */
    static SlurmJob of(JsonNode job, Instant now) {
        String state = state(job.path("job_state"));
        return new SlurmJob(
                job.path("job_id").asText(),
                job.path("name").asText(""),
                SlurmState.of(
                        state,
                        status(job.path("exit_code")),
                        signal(job.path("exit_code")),
                        job.path("state_reason").asText("None"),
                        elapsed(job, state, now),
                        job.path("comment").asText("")));
    }

    /** One of {@code /slurmdb/VERSION/job/ID}: another shape for the same. */
    static SlurmJob accounted(JsonNode job) {
        String state = state(job.path("state").path("current"));
        String comment = job.path("comment").path("job").asText("");
        int status = status(job.path("exit_code"));
        int signal = signal(job.path("exit_code"));
        // 22.05 tells status 0 of whatever failed; that job.sh left words shows that it ended by itself
        boolean untold = state.equals("FAILED") && status == 0 && signal == 0 && !comment.isBlank();
        return new SlurmJob(
                job.path("job_id").asText(),
                job.path("name").asText(""),
                SlurmState.of(
                        state,
                        untold ? 1 : status,
                        signal,
                        "",
                        Duration.ofSeconds(number(job.path("time").path("elapsed"))),
                        comment));
    }

    /** The last of several states that means anything, as the commands choose: COMPLETING rather than COMPLETED. */
    private static String state(JsonNode states) {
        if (!states.isArray()) {
            return states.asText();
        }
        List<String> words = new ArrayList<>();
        states.forEach(word -> words.add(word.asText()));
        return words.stream()
                .filter(SlurmState::isKnown)
                .reduce((before, word) -> word)
                .orElse(words.isEmpty() ? "" : words.get(0));
    }

    private static int status(JsonNode exit) {
        return Math.toIntExact(exit.has("return_code") ? number(exit.path("return_code")) : number(exit) >> 8);
    }

    /** {@code signal_id} is that of v0.0.38's accounting. */
    private static int signal(JsonNode exit) {
        JsonNode signal = exit.path("signal");
        if (exit.has("return_code")) {
            return Math.toIntExact(number(signal.has("id") ? signal.path("id") : signal.path("signal_id")));
        }
        return Math.toIntExact(number(exit) & 127); // as wait(2) gives it
    }

    private static Duration elapsed(JsonNode job, String state, Instant now) {
        long start = number(job.path("start_time"));
        long end = number(job.path("end_time"));
        long suspended = number(job.path("suspend_time")); // since it was suspended or resumed last
        long before = number(job.path("pre_sus_time"));
        if (state.equals("SUSPENDED")) {
            return Duration.ofSeconds(before);
        }
        long until = SlurmState.isRunning(state) ? now.getEpochSecond() : end;
        long since = suspended > 0 ? suspended : start;
        return Duration.ofSeconds(since == 0 ? 0 : Math.max(0, before + until - since)); // two machines' clocks
    }

    /** A number, or 0 where it is not set. */
    private static long number(JsonNode node) {
        return node.isObject() && !node.path("set").asBoolean(true)
                ? 0
                : node.path("number").asLong(node.asLong());
    }
}
