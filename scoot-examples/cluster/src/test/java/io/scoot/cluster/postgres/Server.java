package io.scoot.cluster.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL for this JVM's tests, started at the first use; each test finds it empty. */
public final class Server {

    private static final String DATABASE = "postgres";
    private static final List<Logger> QUIET = Stream.of(
                    "org.flywaydb", "io.zonky", "io.scoot.cluster", "io.scoot.internal")
            .map(Logger::getLogger)
            .toList(); // strong references, or they are forgotten
    private static EmbeddedPostgres server;
    private static boolean migrated;
    private static String failure;

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE)); // what fails here is meant to
    }

    private Server() {}

    /** The server's port; the test is skipped where PostgreSQL cannot start here. */
    public static synchronized int port() {
        if (server == null && failure == null) {
            try {
                server = start();
            } catch (IOException | RuntimeException e) {
                failure = e.toString();
            }
        }
        Assumptions.assumeTrue(server != null, () -> "PostgreSQL cannot be started here: " + failure);
        return server.getPort();
    }

    /** A server that really forces its disk. */
    public static EmbeddedPostgres start() throws IOException {
        return builder().start();
    }

    static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200");
    }

    /** The name of a database with the schema and nothing in it. */
    public static synchronized String emptyDatabase() {
        if (!migrated) {
            PostgresStudies.migrate(source(port(), DATABASE));
            migrated = true;
        }
        execute(source(port(), DATABASE), "truncate scoot.study cascade");
        return DATABASE;
    }

    /** Connections to a database by a port, the server's own or a proxy's. */
    public static PGSimpleDataSource source(int port, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setConnectTimeout(5);
        return source;
    }

    /** Runs a statement. */
    public static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new UncheckedIOException(
                    new IOException(String.format(Locale.ROOT, "%s: %s", sql, e.getMessage()), e));
        }
    }

    /** The first value of the first row. */
    public static String value(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server at once, as if its machine had died, waits, and starts it again on what is on its disk; on Linux. */
    static void restart(DataSource source, long downMillis) throws IOException, InterruptedException {
        Path data = Path.of(value(source, "show data_directory"));
        ProcessHandle server = process(data);
        List<String> command = command(server);
        new ProcessBuilder("kill", "-QUIT", Long.toString(server.pid())).start().waitFor();
        server.onExit().join();
        Thread.sleep(downMillis);
        var unused = run(command, data);
    }

    /** The server on that data. */
    static ProcessHandle process(Path data) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** What starts a server that runs now again when it does not; on Linux. */
    static List<String> command(ProcessHandle server) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL does not run as root
        }
        String words = Files.readString(Path.of("/proc", Long.toString(server.pid()), "cmdline"));
        command.addAll(Arrays.asList(words.substring(0, words.length() - 1).split("\0", -1)));
        return command;
    }

    /** Starts a server on what is on its disk. */
    static Process run(List<String> command, Path data) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("restart.log").toFile()))
                .start();
    }
}
