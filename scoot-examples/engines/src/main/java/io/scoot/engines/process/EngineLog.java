package io.scoot.engines.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/**
 * Takes an engine's output into a file that only its owner can read: the first {@value #HEAD} bytes and the last {@value #TAIL},
 * whatever is between is left out; secrets are masked. Thread-safe.
 */
final class EngineLog {

    static final int HEAD = 4 * 1024 * 1024;
    static final int TAIL = 4 * 1024 * 1024;

    private static final int LINE = 16 * 1024; // bytes after which a line is broken
    private static final int CHUNK = 16 * 1024;

    private final Path file;
    private final Secrets secrets;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<String> tail = new ArrayDeque<>();
    private long written;
    private long kept;
    private long leftOut;
    private boolean ended;

    EngineLog(Path file, Secrets secrets) throws IOException {
        this.file = file;
        this.secrets = secrets;
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** Reads to the end on a thread of its own. */
    Thread reading(InputStream in) {
        Thread thread = new Thread(() -> read(in), "scoot-engine-log");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void read(InputStream in) {
        byte[] bytes = new byte[CHUNK];
        try (in;
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                take(bytes, count, out);
            }
        } catch (IOException e) {
            synchronized (this) {
                tail.addLast("the log ends here: " + e.getMessage() + "\n");
            }
        } finally {
            end();
        }
    }

    private synchronized void take(byte[] bytes, int count, OutputStream out) throws IOException {
        for (int i = 0; i < count; i++) {
            line.write(bytes[i]);
            if (bytes[i] == '\n' || line.size() >= LINE) {
                keep(secrets.masked(line.toString(StandardCharsets.UTF_8)), out);
                line.reset();
            }
        }
        out.flush();
    }

    private void keep(String text, OutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (written + bytes.length <= HEAD) {
            out.write(bytes);
            written += bytes.length;
        } else {
            written = HEAD; // nothing more, or lines would be out of order
            leftOut += text.length();
        }
        tail.addLast(text);
        kept += text.length();
        while (kept > TAIL) {
            kept -= tail.removeFirst().length();
        }
    }

    /** Appends what the file does not have yet. */
    private synchronized void end() {
        String rest = secrets.masked(line.toString(StandardCharsets.UTF_8));
        line.reset();
        tail.addLast(rest);
        String end = rest;
        if (leftOut > 0) {
            String last = String.join("", tail);
            long missing = leftOut + rest.length() - last.length();
            end = missing > 0
                    ? "\n… " + missing + " characters are left out …\n" + last
                    : last.substring((int) Math.min(last.length(), -missing));
        }
        try {
            Files.writeString(file, end, StandardOpenOption.APPEND);
        } catch (IOException e) {
            tail.addLast("the log's end cannot be written: " + e.getMessage() + "\n");
        }
        ended = true;
    }

    /** Whether all has been read. */
    synchronized boolean ended() {
        return ended;
    }

    /** The last of it, at most {@value #TAIL} characters, with a line that has no end yet. */
    synchronized String text() {
        return tail.stream().collect(Collectors.joining())
                + (ended ? "" : secrets.masked(line.toString(StandardCharsets.UTF_8)));
    }
}
