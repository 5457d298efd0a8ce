package io.scoot.cluster.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL on a disk of its own, which is small (a tmpfs: for root, on Linux), and can be filled. */
final class SmallDisk implements AutoCloseable {

    private static final int MEGABYTES = 160;
    private static final int MEGABYTE = 1 << 20;
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Path disk;
    private final Path junk;
    private final Path data;
    private final EmbeddedPostgres server;
    private final List<String> command;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Process again; // the server, once it was started a second time

    private SmallDisk(Path disk) throws IOException {
        this.disk = disk;
        this.junk = disk.resolve("junk");
        this.data = disk.resolve("data");
        this.server = Server.builder()
                .setDataDirectory(data)
                .setServerConfig("wal_recycle", "off") // no segment is in store
                .setServerConfig("checkpoint_timeout", "1h") // nor is one given back in the middle of a test
                .setRegisterShutdownHook(false)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAtTheEnd)); // of a JVM that is told to end in a test
        this.command = Server.command(Server.process(data));
    }

    /** The test is skipped where nothing can be mounted. */
    static SmallDisk mount() throws IOException {
        Path folder = Files.createTempDirectory("scoot-disk");
        String refusal = sh("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "scoot", folder.toString());
        if (!refusal.isEmpty()) {
            Files.delete(folder);
            Assumptions.abort("no small disk can be mounted here: " + refusal);
        }
        try {
            return new SmallDisk(folder);
        } catch (IOException | RuntimeException e) {
            unmount(folder);
            Assumptions.abort("PostgreSQL cannot be started here: " + e);
            throw e;
        }
    }

    PGSimpleDataSource source() {
        return Server.source(server.getPort(), "postgres");
    }

    /** To the last byte. */
    void fill() throws IOException {
        byte[] some = new byte[MEGABYTE];
        try (OutputStream out = Files.newOutputStream(junk)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            if (disk.toFile().getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    /** Tables have room, and the log has none: the next commit needs a segment of 16 MB, and there are 8. The server dies of it. */
    void fillForTheLog() throws IOException {
        String last = Server.value(source(), "select max(name) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'");
        String present = Server.value(source(), "select pg_walfile_name(pg_current_wal_insert_lsn())");
        if (!last.equals(present)) {
            throw new IllegalStateException("the log has a segment in store: " + last + " after " + present);
        }
        fill();
        try (var file = Files.newByteChannel(junk, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 8 * MEGABYTE);
        }
        try {
            Server.execute(source(), "select pg_switch_wal()");
        } catch (UncheckedIOException e) {
            // another's commit was faster
        }
    }

    /** Whether the server dies soon of what was done to it. */
    boolean dies() {
        return soon(() -> !alive());
    }

    /** Makes room, and starts the server where it has died. */
    void free() throws IOException {
        Files.deleteIfExists(junk);
        if (!soon(this::answersOrIsStarted)) {
            throw new IOException("the server does not come back");
        }
    }

    private boolean answersOrIsStarted() {
        try {
            if (!alive() && !(again != null && again.isAlive())) {
                again = Server.run(command, data);
            }
            return "1".equals(Server.value(source(), "select 1"));
        } catch (IllegalStateException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean alive() {
        return Files.exists(data.resolve("postmaster.pid"));
    }

    private static boolean soon(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            server.close();
        } finally {
            unmount(disk);
        }
    }

    private void closeAtTheEnd() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unmount(Path folder) throws IOException {
        String refusal = sh("umount", "-l", folder.toString()); // -l: also where a server still dies
        if (!refusal.isEmpty()) {
            throw new IOException(refusal);
        }
        Files.delete(folder);
    }

    /** Runs a command; what it complains of, or nothing. */
    private static String sh(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.onExit().join().exitValue() == 0 ? "" : said.strip() + " (" + words[0] + ")";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
