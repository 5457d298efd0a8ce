package io.scoot.cluster.postgres;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a logger warns of, for a test that wants it said; nobody else hears it meanwhile. */
final class Warnings extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<String> said = new CopyOnWriteArrayList<>();

    Warnings(String name) {
        logger = Logger.getLogger(name);
        logger.setLevel(Level.WARNING); // Server makes tests quiet
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    List<String> said() {
        return said;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            said.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
