package io.scoot.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Objective;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static Objective[] objectives(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Objective.minimize("p9" + i + "_latency_ms"))
                .toArray(Objective[]::new);
    }

    private static String row(Columns columns, int objectives) {
        List<String> numbers = Collections.nCopies(objectives, "123.4");
        return columns.row(new Columns.Row(
                "7",
                "confirmation",
                numbers,
                numbers,
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.75),
                "max-num-seqs=256 ".repeat(20)));
    }

    @Property
    void everyLineFitsAndSaysWhatDiffers(
            @ForAll @IntRange(min = 60, max = 200) int width, @ForAll @IntRange(max = 4) int objectives) {
        Columns columns = new Columns(objectives(objectives), width);
        assertThat(columns.header().length()).isLessThanOrEqualTo(width);
        assertThat(row(columns, objectives)).hasSizeLessThanOrEqualTo(width).contains("max-num");
    }

    @Test
    void aPipeGetsAll() {
        Columns columns = new Columns(objectives(2), Integer.MAX_VALUE);
        assertThat(columns.header()).contains("p90_latency_ms", "best p91_latency_ms", "POF", "what differs");
        assertThat(row(columns, 2)).contains("0.50  0.75").endsWith("max-num-seqs=256 ");
    }
}
