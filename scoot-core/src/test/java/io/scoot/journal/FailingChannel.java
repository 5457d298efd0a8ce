package io.scoot.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a disk that fails: at one of its writes, forces or truncations, for a while or for good. */
final class FailingChannel extends FileChannel {

    private final FileChannel file;
    private final int first; // call that fails
    private final int last;
    private final int share; // of a failing write's bytes, in eighths, that reach the disk all the same
    private int calls;

    FailingChannel(FileChannel file, int first, int last, int share) {
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
    public int write(ByteBuffer source) throws IOException {
        if (fails()) {
            ByteBuffer some = source.slice(source.position(), source.remaining() * share / 8);
            while (some.hasRemaining()) {
                file.write(some);
            }
            throw new IOException("no space left on device");
        }
        return file.write(source);
    }

    @Override
    public void force(boolean metadata) throws IOException {
        if (fails()) {
            throw new IOException("input/output error");
        }
        file.force(metadata);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (fails()) {
            throw new IOException("input/output error");
        }
        file.truncate(size);
        return this;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return file.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return file.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
