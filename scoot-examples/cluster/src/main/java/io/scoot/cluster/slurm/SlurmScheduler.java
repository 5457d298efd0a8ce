package io.scoot.cluster.slurm;

import io.scoot.cluster.jobs.JobRequest;
import io.scoot.cluster.jobs.JobScheduler;
import io.scoot.cluster.jobs.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs of Slurm by {@code sbatch}, {@code squeue}, {@code sacct} and {@code scancel}. A job's name is its label, its result comes back as
 * its comment, so that neither a shared file system nor a way from the node to here is needed. Jobs are not requeued by Slurm: Scoot
 * tries again.
 */
public final class SlurmScheduler implements JobScheduler {

    private static final int[] WIDTHS = {20, 20, 12, 40, 20, 140, 4000};
    private static final String COLUMNS = String.format(
            Locale.ROOT,
            "JobID:.%d,State:.%d,exit_code:.%d,Reason:.%d,TimeUsed:.%d,Name:.%d,Comment:.%d",
            20,
            20,
            12,
            40,
            20,
            140,
            4000);

    private final Commands commands;
    private final List<String> options;
    private final JobLogs logs;

    /**
     * Jobs with those options of {@code sbatch}, such as {@code --gres=gpu:2}, {@code --partition=a100} or {@code --account=serving}.
     *
     * @param logs the folder on the nodes where output goes; the last lines of a log are read where it is this machine's folder, too
     */
    public SlurmScheduler(Commands commands, List<String> options, Optional<Path> logs) {
        this.commands = commands;
        this.options = List.copyOf(options);
        this.logs = new JobLogs(logs);
    }

    @Override
    public String submit(JobRequest request) throws IOException {
        Path script = Files.createTempFile("scoot", ".sh");
        try {
            Files.writeString(script, JobScript.text());
            List<String> command = new ArrayList<>(List.of(
                    "sbatch",
                    "--parsable",
                    "--no-requeue",
                    "--job-name=" + JobName.of(request.label()),
                    "--time=" + minutes(request.limit()),
                    "--output=" + logs.pattern()));
            command.addAll(options);
            command.add(script.toString());
            command.addAll(request.command());
            return commands.run(command).strip().split(";", 2)[0];
        } finally {
            Files.delete(script);
        }
    }

    @Override
    public List<Job> find(String study, int trial) throws IOException {
        return SlurmJob.ofTrial(list(), study, trial);
    }

    @Override
    public Map<String, JobState> states(Collection<String> ids) throws IOException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, JobState> states = SlurmJob.states(list(), ids);
        List<String> gone = ids.stream().filter(id -> !states.containsKey(id)).toList();
        if (!gone.isEmpty()) {
            states.putAll(accounted(gone));
        }
        return states;
    }

    @Override
    public String lastLines(String id) throws IOException {
        return logs.lastLines(id);
    }

    @Override
    public void delete(String id) throws IOException {
        commands.run(List.of("scancel", id));
    }

    /** The user's jobs that the controller remembers, those that ended not long ago included. */
    private List<SlurmJob> list() throws IOException {
        String output = commands.run(List.of("squeue", "--noheader", "--states=all", "--me", "--Format=" + COLUMNS));
        return output.lines()
                .filter(line -> !line.isBlank())
                .map(SlurmScheduler::job)
                .toList();
    }

    private static SlurmJob job(String text) {
        String[] columns = new String[WIDTHS.length];
        int begin = 0;
        for (int i = 0; i < WIDTHS.length; i++) {
            int end = Math.min(text.length(), begin + WIDTHS[i]);
            columns[i] = text.substring(Math.min(begin, end), end).strip();
            begin += WIDTHS[i];
        }
        int status = Integer.parseInt(columns[2]); // as wait(2) gives it
        JobState state = SlurmState.of(
                columns[1], status >> 8, status & 127, columns[3], SlurmState.elapsed(columns[4]), columns[6]);
        return new SlurmJob(columns[0], columns[5], state);
    }

    /** Jobs that the controller has forgotten, where there is accounting. */
    private Map<String, JobState> accounted(List<String> ids) {
        Map<String, JobState> states = new LinkedHashMap<>();
        String output;
        try {
            output = commands.run(List.of(
                    "sacct",
                    "--noheader",
                    "--allocations",
                    "--parsable2",
                    "--jobs=" + String.join(",", ids),
                    "--format=JobIDRaw,State,ExitCode,ElapsedRaw,Comment"));
        } catch (IOException e) {
            return states; // without accounting a forgotten job has vanished
        }
        output.lines()
                .map(line -> line.split("\\|", 5))
                .filter(c -> c.length == 5)
                .forEach(c -> {
                    String[] exit = c[2].split(":", 2);
                    states.put(
                            c[0],
                            SlurmState.of(
                                    c[1],
                                    Integer.parseInt(exit[0]),
                                    Integer.parseInt(exit[1]),
                                    "",
                                    Duration.ofSeconds(Long.parseLong(c[3])),
                                    c[4]));
                });
        return states;
    }

    /** Whole minutes, as Slurm counts; one more than the limit, which the evaluator holds by itself to the second. */
    static long minutes(Duration limit) {
        return limit.toMinutes() + 1;
    }
}
