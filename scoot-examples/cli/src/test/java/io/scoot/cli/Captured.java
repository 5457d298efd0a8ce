package io.scoot.cli;

import io.scoot.cli.study.Console;
import io.scoot.cli.study.Typed;
import io.scoot.cli.tune.Tune;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What a command printed.
 *
 * @param code its exit status
 */
public record Captured(int code, String text, String errors) {

    /** Of {@code scoot}. */
    public static Captured scoot(String... arguments) {
        StringWriter text = new StringWriter();
        StringWriter errors = new StringWriter();
        List<String> typed = List.of(arguments);
        List<String> tune = !typed.isEmpty() && typed.get(0).equals("tune")
                ? Tune.completed(typed.subList(1, typed.size()))
                : List.of();
        int code = ScootCommand.run(
                Console.of(new PrintWriter(text, true), new PrintWriter(errors, true), new Typed(false, tune)), typed);
        return new Captured(code, text.toString(), errors.toString());
    }

    /** Of the command that Maven runs. */
    public static Captured maven(String... arguments) {
        StringWriter text = new StringWriter();
        StringWriter errors = new StringWriter();
        List<String> typed = List.of(arguments);
        int code = Tune.run(
                Console.of(
                        new PrintWriter(text, true),
                        new PrintWriter(errors, true),
                        new Typed(true, Tune.completed(typed))),
                typed);
        return new Captured(code, text.toString(), errors.toString());
    }
}
