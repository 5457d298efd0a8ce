package io.scoot.journal;

import io.scoot.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that one process may write. A {@link RandomAccessFile} and not its channel does the work: an interrupt closes a channel
 * for everybody. The lock is on a file beside it, which stays: POSIX drops a process's locks on a file as soon as it closes any
 * descriptor of it, and whoever reads a journal in its owner's process does.
 */
final class FileStorage implements Storage {

    private final RandomAccessFile file;
    private final RandomAccessFile locked;

    private FileStorage(RandomAccessFile file, RandomAccessFile locked) {
        this.file = file;
        this.locked = locked;
    }

    /**
     * Opens a file, or makes an empty one.
     *
     * @throws JournalException if another has it
     */
    static FileStorage open(Path path) throws IOException {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new IllegalArgumentException("the journal " + path + " is on " + path.getFileSystem()
                    + ", which is not the machine's; keep records there by a StudyLog");
        }
        RandomAccessFile locked = new RandomAccessFile(
                path.resolveSibling(path.getFileName() + ".lock").toFile(), "rw");
        try {
            lock(locked.getChannel(), path);
            boolean fresh = Files.notExists(path);
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            if (fresh) {
                forceDirectory(path);
            }
            return new FileStorage(file, locked);
        } catch (IOException | RuntimeException e) {
            locked.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new JournalException(
                    "the journal " + path
                            + " is being written by another study; one at a time may. Journal.observations reads it meanwhile.");
        }
    }

    /** A new file's name is in its directory, which has a cache of its own. */
    private static void forceDirectory(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not every system can; the file itself is forced all the same
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public byte[] read() throws IOException {
        long length = file.length();
        if (length > Integer.MAX_VALUE - 8) {
            throw new IOException("it has " + length + " bytes, more than a journal can have");
        }
        byte[] bytes = new byte[(int) length];
        file.seek(0L);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
        file.seek(position);
        file.write(bytes);
        file.getFD().sync();
    }

    @Override
    public void truncate(long length) throws IOException {
        file.setLength(length);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            locked.close();
        }
    }
}
