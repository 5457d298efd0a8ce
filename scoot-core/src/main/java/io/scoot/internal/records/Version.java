package io.scoot.internal.records;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which Scoot this is; the build writes it beside this class. */
final class Version {

    static final String TEXT = read();

    private Version() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "unknown"; // information for people alone
        }
        return properties.getProperty("version", "unknown");
    }
}
