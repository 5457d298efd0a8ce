package io.scoot.journal;

import java.io.IOException;

/** The bytes of a journal, and who may write them. Interruptions do not reach it. */
interface Storage extends AutoCloseable {

    /** All bytes. */
    byte[] read() throws IOException;

    /** Writes {@code bytes} from {@code position} on, and forces them to the disk. */
    void write(long position, byte[] bytes) throws IOException;

    /** Cuts off what is behind {@code length}. */
    void truncate(long length) throws IOException;

    /** Lets others write. */
    @Override
    void close() throws IOException;
}
