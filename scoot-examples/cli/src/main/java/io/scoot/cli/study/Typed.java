package io.scoot.cli.study;

import io.scoot.report.deploy.Shell;
import java.util.List;
import java.util.stream.Stream;

/**
 * How this program was called: what it tells people to type is what they would type.
 *
 * @param maven whether by {@code mvn -Ptune}
 * @param tune the arguments of the tune command, its kind among them; empty for another command
 */
public record Typed(boolean maven, List<String> tune) {

    private static final String PROPERTY = "scoot.maven"; // set by the build

    /** Copies the arguments. */
    public Typed {
        tune = List.copyOf(tune);
    }

    /** By whom this JVM was started. */
    public static Typed now(List<String> tune) {
        return new Typed(Boolean.getBoolean(PROPERTY), tune);
    }

    /** A command line of this program, such as {@code scoot tune sim --list}. */
    public String command(String... arguments) {
        List<String> all = Stream.of(arguments).map(Shell::quoted).toList();
        if (!maven) {
            return "scoot " + String.join(" ", all);
        }
        return all.get(0).equals("tune")
                ? "mvn -q -Ptune -Dexec.args=\"" + String.join(" ", all.subList(1, all.size())) + "\""
                : "scoot-examples/cli/target/scoot " + String.join(" ", all);
    }
}
