package io.scoot.cli.batch;

import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.StudyStoppedException;
import io.scoot.cli.study.CommandNotes;
import io.scoot.cli.study.Console;
import io.scoot.cli.study.Screen;
import io.scoot.cli.study.StudyRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** Runs the studies of many services at a time; what fails in one stops none. */
final class BatchRun {

    private final Console console;
    private final Semaphore slots;
    private final List<Row> rows = new ArrayList<>();
    private final Queue<Scoot> running = new ConcurrentLinkedQueue<>();
    private volatile boolean cancelled;

    BatchRun(Console console, int slots) {
        this.console = console;
        this.slots = new Semaphore(slots, true); // in the file's order
    }

    /** Runs them all; a row for each, in their order. */
    List<Row> run(List<Described> studies) throws InterruptedException {
        try (Screen screen = console.screen().get()) {
            int name = studies.stream().mapToInt(s -> s.name().length()).max().orElse(1);
            studies.forEach(study -> rows.add(new Row(study, () -> show(screen, name))));
            List<Thread> threads = new ArrayList<>();
            for (Row row : rows) {
                int needed = row.study().settings().parallelism();
                slots.acquire(needed);
                if (cancelled) {
                    slots.release(needed);
                    row.failed("interrupted before it began");
                    continue;
                }
                Thread thread = new Thread(
                        () -> {
                            try {
                                tune(row);
                            } finally {
                                slots.release(needed);
                                screen.line(row.line(name));
                            }
                        },
                        "scoot-" + row.study().name());
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return rows;
        }
    }

    /** Ends what runs, and begins nothing more. */
    void cancel() {
        cancelled = true;
        running.forEach(Scoot::close);
    }

    private void tune(Row row) {
        CommandNotes notes = new CommandNotes(
                row.study().settings().journal().orElseThrow(),
                row.study().subject(),
                row.study().arguments());
        try (Scoot scoot = StudyRun.builder(row.study().subject(), row.study().settings(), sentence -> {})
                .listener(row)
                .listener(notes)
                .build()) {
            running.add(scoot);
            if (cancelled) { // while it was opened
                cancel();
            }
            Result known = scoot.result(); // from the journal
            notes.begin(known);
            row.begun(known);
            Result result = scoot.run();
            row.ended(
                    result,
                    cancelled ? "interrupted" : "done",
                    result.best().isEmpty() ? StudyRun.NOTHING_WORKED : StudyRun.WORKED);
        } catch (StudyStoppedException e) {
            row.ended(e.result(), "stopped: " + e.getMessage(), StudyRun.STOPPED);
        } catch (RuntimeException e) { // its journal is another study's, say: the other services go on
            row.failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void show(Screen screen, int name) {
        screen.status(rows.stream().map(row -> row.line(name)).toList());
    }
}
