package io.scoot.cluster.slurm;

import io.scoot.cluster.jobs.JobRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The batch script {@code job.sh}, which runs a command and leaves its result line as the job's comment. */
final class JobScript {

    private JobScript() {}

    /** The script, whose arguments are the command. */
    static String text() throws IOException {
        try (InputStream script = Objects.requireNonNull(JobScript.class.getResourceAsStream("job.sh"), "job.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The script with its command in it: the field {@code argv} kills slurmrestd 22.05. */
    static String with(JobRequest request) throws IOException {
        String[] parts = text().split("\n", 2); // "#!/bin/sh" and the rest
        return parts[0] + "\nset -- " + request.line() + "\n" + parts[1];
    }
}
