package io.scoot.journal;

import java.io.IOException;
import java.util.Arrays;

/** A disk that fails: at one of its writes or truncations, for a while or for good. */
final class FailingStorage implements Storage {

    private final Storage file;
    private final int first; // call that fails
    private final int last;
    private final int share; // of a failing write's bytes, in eighths, that reach the disk all the same
    private int calls;

    FailingStorage(Storage file, int first, int last, int share) {
        this.file = file;
        this.first = first;
        this.last = last;
        this.share = share;
    }

    int calls() {
        return calls;
    }

    private boolean fails() {
        int call = calls++;
        return call >= first && call <= last;
    }

    @Override
    public byte[] read() throws IOException {
        return file.read();
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
        if (fails()) {
            file.write(position, Arrays.copyOf(bytes, bytes.length * share / 8));
            throw new IOException("no space left on device");
        }
        file.write(position, bytes);
    }

    @Override
    public void truncate(long length) throws IOException {
        if (fails()) {
            throw new IOException("input/output error");
        }
        file.truncate(length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
