package io.scoot.simulator.v1;

import io.scoot.load.trace.Lengths;
import java.util.List;

/**
 * Means over the requests that were answered.
 *
 * @param ttftMs time to the first token
 * @param tpotMs time per token after the first: mean latency less mean TTFT, over mean tokens less one
 * @param answered how many
 */
public record Measures(double ttftMs, double tpotMs, int answered) {

    /** Of requests that arrive at a constant rate and are all alike. */
    public static Measures constant(
            EngineV1 engine,
            double rate,
            double seconds,
            int input,
            int output,
            int groups,
            int prefix,
            double patience) {
        int count = (int) Math.round(rate * seconds);
        double[] arrivals = new double[count];
        int[][] shapes = new int[count][];
        for (int i = 0; i < count; i++) {
            arrivals[i] = i / rate;
            shapes[i] = new int[] {input, output, i % groups, prefix};
        }
        return of(engine.serve(arrivals, shapes, seconds, Integer.MAX_VALUE).requests(), patience);
    }

    /**
     * Of requests at given times, all of which are answered.
     *
     * @param arrivals in seconds, ascending
     * @param lengths tokens of each one's prompt and answer; nothing is shared
     */
    public static Measures at(EngineV1 engine, double[] arrivals, List<Lengths> lengths) {
        int[][] shapes = new int[arrivals.length][];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = new int[] {lengths.get(i).input(), lengths.get(i).output(), i, 0};
        }
        return of(
                engine.serve(arrivals, shapes, Double.POSITIVE_INFINITY, Integer.MAX_VALUE)
                        .requests(),
                Double.POSITIVE_INFINITY);
    }

    /** Of requests that all come at once, alike in length and in nothing else. */
    public static Measures atOnce(EngineV1 engine, int count, int input, int output) {
        int[][] shapes = new int[count][];
        for (int i = 0; i < count; i++) {
            shapes[i] = new int[] {input, output, i, 0};
        }
        return of(
                engine.serve(new double[count], shapes, Double.POSITIVE_INFINITY, Integer.MAX_VALUE)
                        .requests(),
                Double.POSITIVE_INFINITY);
    }

    static Measures of(List<Stream> streams, double patience) {
        double ttft = 0.0;
        double latency = 0.0;
        double tokens = 0.0;
        int answered = 0;
        for (Stream stream : streams) {
            if (stream.finished() && stream.lastToken - stream.arrival <= patience) {
                ttft += stream.firstToken - stream.arrival + EngineV1.FRONT;
                latency += stream.lastToken - stream.arrival + EngineV1.FRONT;
                tokens += stream.output;
                answered++;
            }
        }
        return new Measures(1e3 * ttft / answered, 1e3 * (latency - ttft) / (tokens - answered), answered);
    }
}
