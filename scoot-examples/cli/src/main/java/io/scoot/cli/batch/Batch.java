package io.scoot.cli.batch;

import io.scoot.JournalException;
import io.scoot.cli.study.Console;
import io.scoot.cli.study.Interruption;
import io.scoot.cli.study.Settings;
import io.scoot.cli.study.StudyRun;
import io.scoot.cli.study.Subject;
import io.scoot.cli.tune.Tune;
import io.scoot.report.BatchReport;
import io.scoot.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tunes many services. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description =
                "Tunes many services, each as its tune command says, with a shared limit of evaluations at a time.",
        footer = {
            "",
            "The file is YAML; all of it is checked before anything runs:",
            "",
            "  slots: 2                        # evaluations at a time, of all services",
            "  options: --budget 20            # of every service",
            "  services:",
            "    - name: chat",
            "      tune: sim --service chat-llama-3.1-8b-1h100",
            "    - name: code",
            "      tune: sim --service code-llama-3.1-8b-1h100",
            "",
            "Each has a journal in a folder beside the file, and goes on from there."
        })
public final class Batch implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "Which services.")
    private Path file = Path.of("");

    private final Console console;

    /** Shown there. */
    public Batch(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        BatchFile batch = BatchFile.read(file);
        Files.createDirectories(batch.folder());
        List<Described> studies = new ArrayList<>();
        for (BatchFile.Service service : batch.services()) {
            studies.add(described(service, batch));
        }
        BatchRun run = new BatchRun(console, batch.slots());
        List<Row> rows;
        try (Interruption interruption = new Interruption(run::cancel)) {
            rows = run.run(studies);
            overview(rows);
            page(rows, batch.folder());
            if (interruption.happened()) {
                console.err()
                        .println("Interrupted. To go on:\n  " + console.typed().command("batch", file.toString()));
                return StudyRun.INTERRUPTED;
            }
        }
        return rows.stream().mapToInt(Row::status).anyMatch(status -> status == StudyRun.STOPPED)
                ? StudyRun.STOPPED
                : rows.stream().mapToInt(Row::status).max().orElse(StudyRun.WORKED);
    }

    /** One for all, and one for each that found something. */
    private void page(List<Row> rows, Path folder) {
        List<BatchReport.Service> services = new ArrayList<>();
        for (Row row : rows) {
            Described study = row.study();
            Path own = folder.resolve(study.name() + ".html");
            Optional<Path> written = row.result().flatMap(result -> {
                try {
                    Report.of(study.settings().journal().orElseThrow())
                            .title(study.name())
                            .command(study.subject().command())
                            .write(own);
                    return Optional.of(own);
                } catch (UncheckedIOException | JournalException e) { // the others' pages are written all the same
                    console.err().println(e.getMessage());
                    return Optional.empty();
                }
            });
            services.add(new BatchReport.Service(study.name(), row.result(), row.problem(), written));
        }
        Path page = folder.resolve("index.html");
        BatchReport.of(String.valueOf(file.getFileName()), services).write(page);
        console.out().println();
        console.out().println(page.toAbsolutePath().normalize().toUri());
        console.out().flush();
    }

    private Described described(BatchFile.Service service, BatchFile batch) {
        List<Described> described = new ArrayList<>();
        int status = Tune.alone(console, (subject, settings) -> {
                    described.add(checked(service, batch, subject, settings));
                    return StudyRun.WORKED;
                })
                .execute(Tune.completed(service.arguments()).toArray(String[]::new));
        if (status != StudyRun.WORKED || described.isEmpty()) {
            throw new IllegalArgumentException("service " + service.name() + " of " + file + " cannot be tuned so: "
                    + String.join(" ", service.arguments()));
        }
        return described.get(0);
    }

    private static Described checked(BatchFile.Service service, BatchFile batch, Subject subject, Settings settings) {
        if (settings.parallelism() > batch.slots()) {
            throw new IllegalArgumentException("service " + service.name() + " evaluates " + settings.parallelism()
                    + " at a time, but slots is " + batch.slots());
        }
        Path journal = settings.journal().orElse(batch.folder().resolve(service.name() + ".jsonl"));
        return new Described(
                service.name(), Tune.completed(service.arguments()), subject, settings.withJournal(journal));
    }

    private void overview(List<Row> rows) {
        int name = Math.max(
                "service".length(),
                rows.stream().mapToInt(row -> row.study().name().length()).max().orElse(1));
        console.out().println();
        console.out().println(String.format("%-" + name + "s  %3s  %3s  %s", "service", "obs", "bad", "verdict"));
        rows.forEach(row -> console.out().println(row.summary(name)));
        console.out().flush();
    }
}
