package io.scoot.cluster.slurm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where jobs' output goes.
 *
 * @param folder on the nodes; nowhere if empty
 */
record JobLogs(Optional<Path> folder) {

    private static final int TAIL = 20; // lines

    /** The file of any job, as Slurm writes its id. */
    String pattern() {
        return file("%j");
    }

    /** Of a file that is here, too. */
    String lastLines(String id) throws IOException {
        Path log = Path.of(file(id));
        if (!Files.isRegularFile(log)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - TAIL), all.size()));
        }
    }

    private String file(String id) {
        return folder.map(f -> f.resolve("scoot-" + id + ".out").toString()).orElse("/dev/null");
    }
}
