package io.scoot.simulator.v1;

import io.scoot.load.trace.Lengths;
import io.scoot.load.trace.RequestShape;
import io.scoot.load.trace.RequestShapes;
import io.scoot.load.trace.TraceCsv;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What the services of today are asked; lengths from the Azure traces of 2023, or log-normal. */
enum ChatLoad {

    /** A chat bot behind one system prompt. */
    CHAT("chat requests", 500.0) {
        @Override
        List<RequestShape> pool() {
            return RequestShapes.sharing(trace("azure2023_conv_5000.csv", 1500, 1000), 120);
        }
    },

    /** Completions of code: long prompts, short answers. */
    CODE("code completions", 800.0) {
        @Override
        List<RequestShape> pool() {
            return RequestShapes.grouped(trace("azure2023_code_5000.csv", 4000, 400), 40, 0.5);
        }
    },

    /** Steps of agents: tools described at length, and always alike. */
    AGENT("steps of agents", 800.0) {
        @Override
        List<RequestShape> pool() {
            return RequestShapes.sharing(RequestShapes.logNormal(2600, 160, 0.35, 4000, 11L), 1500);
        }
    },

    /** Questions that are thought about. */
    REASON("questions that are thought about", 1000.0) {
        @Override
        List<RequestShape> pool() {
            return RequestShapes.unshared(RequestShapes.logNormal(350, 900, 0.5, 4000, 12L));
        }
    };

    private final String what;
    private final double ttftBound;

    ChatLoad(String what, double ttftBound) {
        this.what = what;
        this.ttftBound = ttftBound;
    }

    /** For people. */
    String what() {
        return what;
    }

    /** Milliseconds that 95 of 100 requests may wait for their first token. */
    double ttftBound() {
        return ttftBound;
    }

    /** As the names of services begin. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The requests' lengths and prefixes. */
    abstract List<RequestShape> pool();

    private static List<Lengths> trace(String name, int longestPrompt, int longestAnswer) {
        return TraceCsv.resource(name).stream()
                .map(l -> new Lengths(Math.min(longestPrompt, l.input()), Math.min(longestAnswer, l.output())))
                .toList();
    }

    /** {@code count} of them, the same for the same seed. */
    static int[][] draw(List<RequestShape> pool, int count, SplittableRandom random) {
        int[][] shapes = new int[count][];
        for (int i = 0; i < count; i++) {
            shapes[i] = described(pool.get(random.nextInt(pool.size())));
        }
        return shapes;
    }

    /** Input, output, group, prefix. */
    static int[] described(RequestShape shape) {
        return new int[] {shape.input(), shape.output(), shape.group(), shape.prefix()};
    }
}
