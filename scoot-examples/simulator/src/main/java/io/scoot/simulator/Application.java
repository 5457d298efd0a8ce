package io.scoot.simulator;

import io.scoot.load.trace.Lengths;
import io.scoot.load.trace.RequestShape;
import io.scoot.load.trace.RequestShapes;
import io.scoot.load.trace.TraceCsv;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The paper's four applications; lengths are scaled so that its request rates load the services (simulator.md, section 4). */
enum Application {

    /** Text to SQL: long prompts that share a schema, short answers. */
    SQL("text-to-SQL requests", 5) {
        @Override
        List<RequestShape> pool() {
            List<Lengths> scaled = TraceCsv.resource("azure2023_code_5000.csv").stream()
                    .map(l -> Workload.scaled(l, 0.45, 1.5, Integer.MAX_VALUE))
                    .toList();
            return RequestShapes.grouped(RequestShapes.loadedHalf(scaled), 20, 0.75);
        }
    },

    /** A chat bot: short prompts with a system prompt, long answers. */
    BOT("chat requests", 5) {
        @Override
        List<RequestShape> pool() {
            List<Lengths> scaled = TraceCsv.resource("azure2023_conv_5000.csv").stream()
                    .map(l -> Workload.scaled(l, 0.22, 1.5, 900))
                    .toList();
            return RequestShapes.sharing(RequestShapes.loadedHalf(scaled), 60);
        }
    },

    /** Classification: a prompt, one or two tokens. */
    CLS("classification requests", 10) {
        @Override
        List<RequestShape> pool() {
            SplittableRandom random = new SplittableRandom(POOL_SEED);
            List<Lengths> lengths = new ArrayList<>();
            for (int i = 0; i < POOL; i++) {
                double input = Math.exp(Math.log(330.0) + 0.45 * random.nextGaussian());
                int output = 1 + small(0.8, random);
                lengths.add(Workload.scaled(new Lengths((int) Math.round(input), output), 1.0, 1.0, 4096));
            }
            return RequestShapes.unshared(RequestShapes.loadedHalf(lengths));
        }
    },

    /** Recommendation: prompts from one template, a few tokens. */
    REC("recommendation requests", 15) {
        @Override
        List<RequestShape> pool() {
            SplittableRandom random = new SplittableRandom(POOL_SEED);
            List<Lengths> lengths = new ArrayList<>();
            for (int i = 0; i < POOL; i++) {
                double input = Math.exp(Math.log(420.0) + 0.35 * random.nextGaussian());
                double output = Math.exp(Math.log(11.0) + 0.4 * random.nextGaussian());
                lengths.add(Workload.scaled(
                        new Lengths((int) Math.round(input), (int) Math.max(1, Math.round(output))), 1.0, 1.0, 4096));
            }
            List<Lengths> loaded = RequestShapes.loadedHalf(lengths);
            int[] inputs = loaded.stream().mapToInt(Lengths::input).sorted().toArray();
            return RequestShapes.sharing(loaded, (int) (0.45 * inputs[inputs.length / 2]));
        }
    };

    private static final int POOL = 5000;
    private static final long POOL_SEED = 7L;

    private final String what;
    private final double rateOnA10;

    Application(String what, double rateOnA10) {
        this.what = what;
        this.rateOnA10 = rateOnA10;
    }

    /** For people. */
    String what() {
        return what;
    }

    /** Requests per second: twice as many on A100s, as in the paper. */
    double rate(GpuSpec gpu) {
        return gpu.equals(GpuSpec.A100) ? 2.0 * rateOnA10 : rateOnA10;
    }

    /** The requests' lengths and prefixes. */
    abstract List<RequestShape> pool();

    private static int small(double mean, SplittableRandom random) {
        int count = 0;
        for (double product = random.nextDouble(); product > Math.exp(-mean); product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
