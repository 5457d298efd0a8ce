package io.scoot.cluster.postgres;

import io.scoot.StudyLog;
import io.scoot.journal.Journal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class JournalContractTest extends StudyLogContract {

    @TempDir
    Path folder;

    @Override
    StudyLog open(String study) {
        return Journal.open(folder.resolve(study + ".jsonl"));
    }

    @Override
    List<String> read(String study) {
        return Journal.read(folder.resolve(study + ".jsonl"));
    }
}
