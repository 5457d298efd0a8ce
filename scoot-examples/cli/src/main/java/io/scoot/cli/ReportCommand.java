package io.scoot.cli;

import io.scoot.cli.study.Console;
import io.scoot.journal.Journal;
import io.scoot.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a study's page. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a study as one HTML file that opens offline, from its journal alone.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The journal.")
    private Path journal = Path.of("");

    @Option(
            names = {"--out", "-o"},
            paramLabel = "FILE",
            description = "The page; beside the journal, by its name with .html, unless given.")
    private @Nullable Path out;

    @Option(names = "--title", paramLabel = "TEXT", description = "Its title.")
    private @Nullable String title;

    @Option(
            names = "--follow",
            description = "Write it again whenever the journal has grown, until the study ends or Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "With --follow: how often to look (default: ${DEFAULT-VALUE}).")
    private int every;

    private final Console console;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path page = out == null ? beside(journal) : out;
        if (follow) {
            console.out()
                    .println(page
                            + (Files.exists(journal) ? " follows " + journal : " waits for " + journal + " to begin")
                            + "; Ctrl-C ends it");
            console.out().flush();
            report().follow(page, Duration.ofSeconds(every), this::ended);
        } else {
            Recorded.requireJournal(journal);
            report().write(page);
        }
        console.out().println(page.toAbsolutePath().normalize().toUri());
        console.out().flush();
        return 0;
    }

    private Report report() {
        Report report =
                Report.of(journal).command(configuration -> Recorded.of(journal).command(configuration));
        return title == null ? report : report.title(title);
    }

    /** The study was left in good order: its last record says so. */
    private boolean ended() {
        if (!Files.isRegularFile(journal)) {
            return false;
        }
        List<String> records = Journal.read(journal);
        return !records.isEmpty() && records.get(records.size() - 1).contains("\"event\":\"closed\"");
    }

    /** {@code study.html} for {@code study.jsonl}. */
    static Path beside(Path journal) {
        String name = String.valueOf(journal.getFileName()).replaceFirst("\\.jsonl?$", "");
        return journal.resolveSibling(name + ".html");
    }
}
