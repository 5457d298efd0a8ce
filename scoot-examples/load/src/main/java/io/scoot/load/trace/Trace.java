package io.scoot.load.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Requests as a trace has them.
 *
 * @param rows by time
 */
public record Trace(List<Row> rows) {

    /**
     * One request.
     *
     * @param seconds since the first
     * @param lengths its tokens
     * @param blocks names of the blocks of its prompt, see {@link RequestShape#blocks()}
     */
    public record Row(double seconds, Lengths lengths, List<Long> blocks) {
        /** Copies. */
        public Row {
            blocks = List.copyOf(blocks);
        }
    }

    /** Sorts by time, and lets the first come at 0. */
    public Trace {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(Row::seconds));
        double first = sorted.isEmpty() ? 0.0 : sorted.get(0).seconds();
        rows = sorted.stream()
                .map(row -> new Row(row.seconds() - first, row.lengths(), row.blocks()))
                .toList();
    }

    /** The lengths alone. */
    public List<Lengths> lengths() {
        return rows.stream().map(Row::lengths).toList();
    }

    /** When requests come, in seconds; all 0 if the trace does not tell. */
    public List<Double> seconds() {
        return rows.stream().map(Row::seconds).toList();
    }

    /** Shapes that share what the trace says they share. */
    public List<RequestShape> shapes() {
        return rows.stream()
                .map(row ->
                        new RequestShape(row.lengths().input(), row.lengths().output(), 0, 0, row.blocks()))
                .toList();
    }
}
