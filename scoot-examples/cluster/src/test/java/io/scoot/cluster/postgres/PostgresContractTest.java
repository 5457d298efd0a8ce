package io.scoot.cluster.postgres;

import io.scoot.StudyLog;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresContractTest extends StudyLogContract {

    private PostgresStudies studies;

    @BeforeEach
    void begin() {
        studies = new PostgresStudies(Server.source(Server.port(), Server.emptyDatabase()), Terms.of("test"));
    }

    @AfterEach
    void end() {
        if (studies != null) {
            studies.close();
        }
    }

    @Override
    StudyLog open(String study) {
        return studies.open(study);
    }

    @Override
    List<String> read(String study) {
        return studies.records(study);
    }
}
