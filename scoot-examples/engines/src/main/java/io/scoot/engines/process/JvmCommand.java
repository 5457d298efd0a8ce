package io.scoot.engines.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How to start a class of this program in a JVM of its own, wherever its class path comes from (Maven, a jar, an IDE). */
public final class JvmCommand {

    private JvmCommand() {}

    /**
     * Program, options, class path and main class; the class's own arguments follow.
     *
     * @param main whose {@code main} runs
     * @param options of the JVM
     * @param needed classes whose jars or folders it needs beside its own
     */
    public static List<String> of(Class<?> main, List<String> options, Class<?>... needed) {
        Set<String> path = new LinkedHashSet<>();
        path.add(origin(main));
        for (Class<?> type : needed) {
            path.add(origin(type));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), main.getName()));
        return command;
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
