package io.scoot.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SseParserTest {

    private static List<String> parse(String... chunks) {
        List<String> events = new ArrayList<>();
        SseParser parser = new SseParser(events::add);
        for (String chunk : chunks) {
            parser.feed(ByteBuffer.wrap(chunk.getBytes(StandardCharsets.UTF_8)));
        }
        return events;
    }

    @Test
    void linesEndInLfCrOrCrlfAndCommentsAreIgnored() {
        assertThat(parse(": ping\n\ndata: a\n\ndata:b\r\n\r\ndata: c\r\rdata: d\ndata: e\n\n"))
                .containsExactly("a", "b", "c", "d\ne");
    }

    @Test
    void aCrlfMayBeCutInTheMiddle() {
        assertThat(parse("data: a\r", "\n\r", "\n", "data: b\r\n\r\n")).containsExactly("a", "b");
    }

    @Test
    void otherFieldsAreSkippedAndOneSpaceIsDropped() {
        assertThat(parse("\uFEFFdata:  x\nevent: e\nid: 1\ndata\n\nretry: 5\n\n"))
                .containsExactly(" x\n");
    }

    @Test
    void whatTheEndCutsOffIsNoEvent() {
        assertThat(parse("data: a\n\ndata: half\n")).containsExactly("a");
    }

    @Provide
    Arbitrary<List<String>> events() {
        return Arbitraries.strings()
                .withChars('a', ' ', ':', '{', 'é', '€')
                .ofMinLength(1)
                .list()
                .ofMaxSize(6);
    }

    @Property
    void chunksMayBeCutAnywhere(@ForAll("events") List<String> events, @ForAll("cuts") List<Integer> cuts) {
        StringBuilder text = new StringBuilder();
        String[] ends = {"\n", "\r\n", "\r"};
        for (int i = 0; i < events.size(); i++) {
            String end = ends[i % 3];
            text.append(": ping")
                    .append(end)
                    .append("data: ")
                    .append(events.get(i))
                    .append(end)
                    .append(end);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        List<String> seen = new ArrayList<>();
        SseParser parser = new SseParser(seen::add);
        int from = 0;
        for (int i = 0; from < bytes.length; i++) {
            int length = Math.min(bytes.length - from, cuts.get(i % cuts.size()));
            parser.feed(ByteBuffer.wrap(bytes, from, length));
            from += length;
        }
        assertThat(seen).isEqualTo(events);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(5);
    }
}
