package io.scoot.cluster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.cluster.SmallStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Coordinators and workers in processes of their own over one PostgreSQL, killed, stopped for longer than their lease, cut off, and
 * the server crashed, stopped and started under them: every study ends as if nothing had happened. In full by {@code mvn -q -Pfaults}.
 */
class ClusterKillTest {

    private static final boolean FULL = Boolean.getBoolean("scoot.faults");
    private static final int STUDIES = FULL ? 50 : 3;
    private static final int WORKERS = FULL ? 16 : 3;
    private static final int COORDINATORS = FULL ? 3 : 2;
    private static final int KILLS = FULL ? 200 : 6;
    private static final int LONGEST_MILLIS = FULL ? 1_500 : 400; // of an evaluation
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Process> workers = new ArrayList<>();
    private final List<Process> coordinators = new ArrayList<>();
    private final List<Path> outputs = new ArrayList<>();
    private final Map<String, Integer> done = new LinkedHashMap<>();
    private FaultyProxy network;
    private String database;

    @AfterEach
    void end() throws IOException {
        workers.forEach(Process::destroyForcibly);
        coordinators.forEach(Process::destroyForcibly);
        if (network != null) {
            network.close();
        }
    }

    @Test
    void nothingIsLostOrDoubledWhateverDies() throws Exception {
        List<List<String>> undisturbed = new ArrayList<>();
        for (int i = 0; i < STUDIES; i++) {
            undisturbed.add(SmallStudy.essence(SmallStudy.builder(i).run()));
        }
        network = new FaultyProxy(Server.port());
        int lost = 0;
        int doubled = 0;
        int different = 0;
        int studies = 0;
        int recorded = 0;
        int evaluated = 0;
        int kills = 0;
        while (kills < KILLS) {
            begin();
            while (!over()) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(200, 1_000));
                if (kills < KILLS && !over()) {
                    disturb();
                    kills++;
                }
            }
            stop();
            Set<String> acknowledged = said("recorded");
            evaluated += count("evaluates");
            PostgresStudies read = new PostgresStudies(source(Server.port()), Terms.of("reader"));
            for (int i = 0; i < STUDIES; i++) {
                Records records = Records.of(read.records("study-" + i));
                int study = i;
                lost += (int) acknowledged.stream()
                        .filter(line -> line.startsWith(study + " ")
                                && !records.told.contains(Integer.parseInt(line.substring(line.indexOf(' ') + 1))))
                        .count();
                doubled += records.doubled;
                recorded += records.told.size();
                try (PostgresLog log = read.open("study-" + i)) {
                    List<String> essence = SmallStudy.essence(
                            SmallStudy.builder(i).log(log).build().result());
                    different += essence.equals(undisturbed.get(i)) ? 0 : 1;
                }
                studies++;
            }
            read.close();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("test", "cluster");
        figures.put("studies", studies);
        figures.put("workers", WORKERS);
        figures.put("kills", kills);
        figures.putAll(done);
        figures.put("outcomes", recorded);
        figures.put("evaluations", evaluated);
        figures.put("lost", lost);
        figures.put("duplicated", doubled);
        figures.put("different", different);
        if (FULL) {
            System.out.println(JSON.writeValueAsString(figures));
        }
        assertThat(List.of(lost, doubled, different)).containsOnly(0);
    }

    private void begin() throws IOException {
        database = Server.emptyDatabase();
        outputs.clear();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(start("worker"));
        }
        for (int i = 0; i < COORDINATORS; i++) {
            coordinators.add(start("coordinator"));
        }
    }

    private void stop() throws InterruptedException {
        for (Process process : workers) {
            process.destroyForcibly().waitFor();
        }
        for (Process process : coordinators) {
            process.destroyForcibly().waitFor();
        }
        workers.clear();
        coordinators.clear();
        Thread.sleep(ClusterProcess.LEASE.toMillis());
    }

    private boolean over() {
        String left = null;
        try {
            left = Server.value(
                    source(Server.port()), "select " + STUDIES + " - count(*) from scoot.study where state = 'done'");
        } catch (IllegalStateException e) {
            // it recovers from a crash
        }
        return "0".equals(left);
    }

    private void disturb() throws IOException, InterruptedException {
        int die = random.nextInt(20);
        String what = die < 10
                ? "workers killed"
                : die < 14
                        ? "coordinators killed"
                        : die < 16
                                ? "processes paused"
                                : die < 17
                                        ? "connections cut"
                                        : die < 18
                                                ? "networks away"
                                                : die < 19 ? "servers crashed" : "servers stopped and started";
        done.merge(what, 1, Integer::sum);
        switch (what) {
            case "workers killed" -> kill(workers, "worker");
            case "coordinators killed" -> kill(coordinators, "coordinator");
            case "processes paused" -> pause(random.nextInt(3) == 0 ? workers : coordinators);
            case "connections cut" -> network.drop();
            case "networks away" -> away();
            case "servers crashed" -> crash();
            default -> restart();
        }
    }

    private void kill(List<Process> processes, String role) throws IOException, InterruptedException {
        int which = random.nextInt(processes.size());
        processes.get(which).destroyForcibly().waitFor();
        processes.set(which, start(role));
    }

    /** For longer than a lease: it comes back and does not know. */
    private void pause(List<Process> processes) throws IOException, InterruptedException {
        long pid = processes.get(random.nextInt(processes.size())).pid();
        signal("STOP", pid);
        Thread resume = new Thread(() -> {
            try {
                Thread.sleep(ClusterProcess.LEASE.toMillis() * 2);
                signal("CONT", pid);
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        resume.setDaemon(true);
        resume.start();
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Nobody reaches the database for longer than a lease. */
    private void away() throws InterruptedException {
        network.cut();
        Thread.sleep(ClusterProcess.LEASE.toMillis() * 3 / 2);
        network.heal();
    }

    private void restart() throws IOException, InterruptedException {
        try {
            Server.restart(source(Server.port()), random.nextInt(2_000));
        } catch (IllegalStateException e) {
            // it recovers from the crash before
        }
    }

    /** PostgreSQL ends all connections when one of its processes is killed, and recovers from its log. */
    private void crash() {
        try {
            String writer = Server.value(
                    source(Server.port()), "select pid from pg_stat_activity where backend_type = 'background writer'");
            if (writer != null) {
                ProcessHandle.of(Long.parseLong(writer)).ifPresent(ProcessHandle::destroyForcibly);
            }
        } catch (IllegalStateException e) {
            // it recovers from the crash before
        }
    }

    private PGSimpleDataSource source(int port) {
        return Server.source(port, database);
    }

    private Process start(String role) throws IOException {
        Path output = Files.createTempFile(folder, role, ".out");
        outputs.add(output);
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        ClusterProcess.class.getName(),
                        role,
                        output.getFileName().toString(),
                        Integer.toString(network.port()),
                        database,
                        Integer.toString(STUDIES),
                        Integer.toString(LONGEST_MILLIS))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors").toFile()))
                .redirectOutput(output.toFile())
                .start();
    }

    private Set<String> said(String verb) throws IOException {
        Set<String> lines = new HashSet<>();
        for (Path output : outputs) {
            String text = Files.readString(output);
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> line.startsWith(verb + " "))
                    .forEach(line -> lines.add(line.substring(verb.length() + 1)));
        }
        return lines;
    }

    private int count(String verb) throws IOException {
        int count = 0;
        for (Path output : outputs) {
            count += (int) Files.readString(output)
                    .lines()
                    .filter(line -> line.startsWith(verb))
                    .count();
        }
        return count;
    }

    /** What a study's records say: the trials told, and how much was suggested or told twice. */
    private record Records(Set<Integer> told, int doubled) {

        static Records of(List<String> records) throws IOException {
            Set<Integer> told = new HashSet<>();
            Set<Integer> asked = new HashSet<>();
            Set<String> suggested = new HashSet<>();
            int doubled = 0;
            for (String record : records) {
                JsonNode json = JSON.readTree(record);
                String event = json.path("event").asText();
                if (event.equals("told") && !json.has("failed")) {
                    doubled += told.add(json.get("trial").get("number").intValue()) ? 0 : 1;
                }
                for (JsonNode trial : event.equals("asked") ? json.get("trials") : JSON.createArrayNode()) {
                    doubled += asked.add(trial.get("number").intValue()) ? 0 : 1;
                    boolean confirms = trial.get("phase").textValue().equals("CONFIRMATION");
                    doubled +=
                            confirms || suggested.add(trial.get("configuration").toString()) ? 0 : 1;
                }
            }
            return new Records(told, doubled);
        }
    }
}
