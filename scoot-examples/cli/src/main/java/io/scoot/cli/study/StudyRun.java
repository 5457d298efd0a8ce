package io.scoot.cli.study;

import io.scoot.JournalException;
import io.scoot.Objective;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.Slo;
import io.scoot.StudyStoppedException;
import io.scoot.report.Report;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a study, and shows how it goes and what came of it. */
public final class StudyRun implements Studies {

    /** A configuration worked, and kept the bounds. */
    public static final int WORKED = 0;

    /** The study was stopped by a fault. */
    public static final int STOPPED = 1;

    /** Nothing worked, or nothing kept the bounds. */
    public static final int NOTHING_WORKED = 3;

    /** Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private final Console console;

    /** Shown there. */
    public StudyRun(Console console) {
        this.console = console;
    }

    /**
     * The study that a subject and settings describe, without a listener.
     *
     * @param said is told what the subject's advisor says, if it has one
     */
    public static Scoot.Builder builder(Subject subject, Settings settings, Consumer<String> said) {
        Scoot.Builder builder = new Scoot.Builder()
                .space(subject.space())
                .objectives(subject.objectives().toArray(Objective[]::new))
                .slos(settings.slos().toArray(Slo[]::new))
                .evaluator(subject.evaluator())
                .budget(settings.budget())
                .parallelism(settings.parallelism())
                .seed(settings.seed())
                .confirmations(settings.confirmations())
                .confirmSimplified(settings.confirmSimplified())
                .suggester(settings.suggester().create())
                .context(subject.context());
        settings.journal().ifPresent(builder::journal);
        settings.timeout().ifPresent(builder::timeout);
        FirstTrials.enqueue(builder, subject, settings, said);
        return builder;
    }

    @Override
    public int take(Subject subject, Settings settings) {
        settings.page().ifPresent(StudyRun::requireFolder);
        TrialLog log = new TrialLog();
        Scoot.Builder builder = builder(subject, settings, settings.json() ? sentence -> {} : this::say)
                .listener(log);
        Optional<CommandNotes> notes = settings.journal()
                .map(journal ->
                        new CommandNotes(journal, subject, console.typed().tune()));
        notes.ifPresent(builder::listener);
        Screen screen =
                settings.json() ? Screen.none(console.err()) : console.screen().get();
        try (Progress progress = new Progress(screen, subject, settings, log)) {
            if (!settings.json()) {
                builder.listener(progress);
            }
            try (Scoot scoot = builder.build()) {
                Result known = scoot.result(); // from the journal
                notes.ifPresent(kept -> kept.begin(known));
                log.known(known);
                return run(scoot, known, subject, settings, log, progress);
            }
        }
    }

    private void say(String sentence) {
        console.out().println(sentence);
        console.out().flush();
    }

    private int run(Scoot scoot, Result known, Subject subject, Settings settings, TrialLog log, Progress progress) {
        TextReport report = new TextReport(console.out(), subject, settings);
        if (!settings.json()) {
            report.before();
            progress.begin(known);
        }
        Result result;
        Optional<String> stopped = Optional.empty();
        boolean interrupted;
        try (Interruption interruption = new Interruption(scoot::close)) {
            try {
                result = scoot.run();
            } catch (StudyStoppedException e) { // what was observed is shown all the same
                result = e.result();
                stopped = Optional.ofNullable(e.getMessage());
            }
            interrupted = interruption.happened();
            progress.close();
            if (settings.json()) {
                StudyJson.write(console.out(), subject, settings, result, stopped, interrupted);
            } else {
                report.after(result, log);
            }
            page(subject, settings, result);
            stopped.filter(reason -> !interrupted)
                    .ifPresent(reason -> console.err().println("The study was stopped: " + reason));
            if (interrupted || stopped.isPresent()) {
                goOn(settings, result, interrupted);
            }
        }
        return interrupted
                ? INTERRUPTED
                : stopped.isPresent() ? STOPPED : result.best().isEmpty() ? NOTHING_WORKED : WORKED;
    }

    private static void requireFolder(Path page) {
        Path folder = page.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IllegalArgumentException(
                    "--report " + page + ": there is no folder " + folder + " that can be written to");
        }
    }

    private void page(Subject subject, Settings settings, Result result) {
        settings.page().ifPresent(file -> {
            try {
                settings.journal()
                        .map(Report::of)
                        .orElseGet(() -> Report.of(result))
                        .title(subject.name())
                        .command(subject.command())
                        .write(file);
                console.err()
                        .println("The report: "
                                + file.toAbsolutePath().normalize().toUri());
            } catch (UncheckedIOException | JournalException e) { // the study is over, and is not to fail by it
                console.err().println("The report could not be written: " + e.getMessage());
            }
        });
    }

    private void goOn(Settings settings, Result result, boolean interrupted) {
        int made = result.observations().size();
        String what = (interrupted ? "Interrupted" : "Stopped") + " after " + made + " of " + settings.budget()
                + " observations";
        console.err()
                .println(settings.journal()
                        .map(journal -> what + ", which are in the journal. To go on:\n  "
                                + console.typed().command("resume", journal.toString()))
                        .orElse(what + "; without --journal FILE a study cannot go on."));
        console.err().flush();
    }
}
