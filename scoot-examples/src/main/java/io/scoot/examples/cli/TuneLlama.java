package io.scoot.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "llama")
final class TuneLlama implements Callable<Integer> {
    private final PrintWriter out;

    TuneLlama(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        out.println("soon");
        return 0;
    }
}
