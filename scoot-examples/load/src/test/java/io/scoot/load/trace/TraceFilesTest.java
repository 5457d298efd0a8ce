package io.scoot.load.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFilesTest {

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void azureHasByteOrderMarksQuotesAndZones() throws IOException {
        Trace trace = TraceFiles.read(file("azure.csv", """
                \uFEFF"TIMESTAMP","ContextTokens","GeneratedTokens"
                "2023-11-16 18:15:46.6805900",374,44
                2024-05-10 00:00:00.009930+00:00,"396",109
                2023-11-16 18:15:50,879,0
                2023-11-16 18:15:51.9,91,16
                """));
        assertThat(trace.lengths()).containsExactly(new Lengths(374, 44), new Lengths(91, 16), new Lengths(396, 109));
        assertThat(trace.seconds().get(1)).isCloseTo(5.21941, within(1e-4));
    }

    @Test
    void burstGptHasRowsOfRequestsThatFailed() throws IOException {
        Trace trace = TraceFiles.read(file("burst.csv", """
                Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type
                5,ChatGPT,472,18,490,Conversation log
                45,ChatGPT,1087,0,1087,Conversation log

                118,GPT-4,417,276,693,Conversation log
                """));
        assertThat(trace.lengths()).containsExactly(new Lengths(472, 18), new Lengths(417, 276));
        assertThat(trace.seconds()).containsExactly(0.0, 113.0);
    }

    @Test
    void mooncakeHasBlocks() throws IOException {
        Trace trace = TraceFiles.read(file("mooncake.jsonl", """
                {"timestamp": 27482, "input_length": 1100, "output_length": 52, "hash_ids": [46, 47, 2366]}
                {"timestamp": 30535, "input_length": 600, "output_length": 26, "hash_ids": [46, 99]}
                """));
        assertThat(trace.seconds().get(1)).isCloseTo(3.053, within(1e-9));
        assertThat(trace.shapes())
                .containsExactly(
                        new RequestShape(1100, 52, 0, 0, List.of(46L, 47L, 2366L)),
                        new RequestShape(600, 26, 0, 0, List.of(46L, 99L)));
    }

    @Test
    void whatIsWrongIsNamedByItsLine() throws IOException {
        wrong("input_tokens,output_tokens\n5,3\n5\n", "line 3", "1 cells, but the header has 2");
        wrong("input_tokens,output_tokens\n5,3,1\n", "line 2", "3 cells");
        wrong("input_tokens,output_tokens\n5,0\n", "line 2", "\"0\" tokens");
        wrong("input_tokens,output_tokens\n5,1e12\n", "line 2", "1e12");
        wrong("input_tokens,output_tokens\n5,NaN\n", "line 2", "NaN");
        wrong("input_tokens,output_tokens\n5,2.5\n", "line 2", "2.5");
        wrong("input_tokens,output_tokens\n5,many\n", "line 2", "no number of tokens");
        wrong("a,b\n5,3\n", "none of the known forms");
        wrong("", "is empty");
        wrong("input_tokens,output_tokens\n", "no rows");
        assertThatThrownBy(() -> TraceFiles.read(file("t.jsonl", "{\"timestamp\": -1}\n")))
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> TraceCsv.file(file("x.csv", "a,b\n1,2\n"), "a", "c"))
                .hasMessageContaining("no column \"c\"");
        assertThat(TraceFiles.read(
                                file("mine.csv", "when,in,out\n3,7,2\n"),
                                new TraceColumns("in", "out", Optional.of("when"), false))
                        .lengths())
                .containsExactly(new Lengths(7, 2));
    }

    private void wrong(String text, String... words) throws IOException {
        Path file = file("trace.csv", text);
        assertThatThrownBy(() -> TraceFiles.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void theTracesOfScootAreRead() {
        assertThat(TraceCsv.resource("azure2023_conv_5000.csv")).hasSize(5000).startsWith(new Lengths(1081, 375));
    }
}
