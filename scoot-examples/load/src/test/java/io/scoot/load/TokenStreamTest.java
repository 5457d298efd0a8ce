package io.scoot.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.load.RequestResult.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenStreamTest {

    private static TokenStream.Request asked(int tokens) {
        return new TokenStream.Request(7, true, tokens, true, Optional.empty());
    }

    private static TokenStream read(List<String> events) {
        TokenStream stream = new TokenStream(true);
        for (int i = 0; i < events.size(); i++) {
            assertThat(stream.event(events.get(i), i)).isEmpty();
        }
        stream.settle();
        return stream;
    }

    private static String chat(String delta, boolean last) {
        return "{\"choices\":[{\"delta\":" + delta + ",\"finish_reason\":" + (last ? "\"length\"" : "null") + "}]}";
    }

    private static String text(String text, boolean last) {
        return "{\"choices\":[{\"text\":\"" + text + "\",\"finish_reason\":" + (last ? "\"length\"" : "null") + "}]}";
    }

    private static String usage(int prompt, int completion) {
        return "{\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + "}}";
    }

    @Test
    void aRoleAndAnEmptyEndAreNoTokens() {
        TokenStream stream = read(List.of(
                chat("{\"role\":\"assistant\",\"content\":\"\"}", false),
                chat("{\"content\":\"a\"}", false),
                chat("{\"content\":\"b\"}", false),
                chat("{\"content\":\"\"}", true),
                usage(7, 2),
                "[DONE]"));
        assertThat(stream.times()).containsExactly(1.0, 2.0);
        assertThat(stream.ending(asked(2), "")).isEmpty();
        assertThat(read(List.of(chat("{\"content\":\"a\"}", false), chat("{}", true), "[DONE]"))
                        .times())
                .containsExactly(0.0);
        assertThat(read(List.of(text("a", false), text("", true), usage(7, 1), "[DONE]"))
                        .times())
                .containsExactly(0.0);
    }

    @Test
    void thinkingAndCallingAreTokensAndSoIsAnEmptyTextInTheMiddle() {
        assertThat(read(List.of(
                                chat("{\"reasoning_content\":\"hm\"}", false),
                                chat("{\"reasoning\":\"hm\",\"content\":null}", false),
                                chat("{\"content\":\"\"}", false),
                                chat("{\"tool_calls\":[{\"index\":0}]}", false),
                                chat("{\"content\":\"x\"}", true)))
                        .times())
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    }

    /** As vLLM does without a tokenizer: no chunk has text, and the last has both a token and the reason. */
    @Test
    void anEmptyEndIsATokenWhereTheServerCountsIt() {
        List<String> silent = new ArrayList<>(List.of(text("", false), text("", false), text("", true)));
        assertThat(read(silent).times()).hasSize(3);
        assertThat(read(List.of(chat("{\"content\":\"\"}", true))).times()).isEmpty(); // nothing was generated
        silent.add(usage(7, 3));
        assertThat(read(silent).times()).hasSize(3);
        assertThat(read(List.of(text("a", false), text("", true), usage(7, 2))).times())
                .hasSize(2);
        assertThat(read(List.of(text("a b c", false), text("d e", false), text("", true), usage(7, 5)))
                        .times())
                .hasSize(2); // several tokens a chunk: the end has none
    }

    @Test
    void withoutUsageChunksAreCountedOrATokenizerCounts() {
        TokenStream stream = read(List.of(text("a b ", false), text("c d", true), "[DONE]"));
        assertThat(stream.count(asked(4))).isEqualTo(TokenCount.CHUNKS);
        assertThat(stream.tokens(asked(4))).isEqualTo(2);
        assertThat(stream.ending(asked(4), "")).isEmpty(); // who knows
        TokenStream.Request counted =
                new TokenStream.Request(7, true, 4, true, Optional.of(said -> said.split(" ", -1).length));
        assertThat(stream.tokens(counted)).isEqualTo(4);
        assertThat(stream.count(counted)).isEqualTo(TokenCount.TOKENIZER);
    }

    private static Failure fails(int asked, String... events) {
        return read(List.of(events)).ending(asked(asked), "").orElseThrow();
    }

    @Test
    void whatIsNoFullAnswerHasFailedByKind() {
        assertThat(fails(2, text("a", false), text("b", true).replace("length", "abort"), usage(7, 2))
                        .kind())
                .isEqualTo(ErrorKind.ABORTED);
        assertThat(fails(2, text("", true).replace("length", "abort"), usage(7, 0), "[DONE]"))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.EMPTY))
                .satisfies(failure -> assertThat(failure.detail()).contains("abort"));
        assertThat(fails(50, text("a", false), text("b", true), usage(7, 5)))
                .isEqualTo(new Failure(ErrorKind.SHORT, "5 tokens of 50 asked for, finish_reason length"));
        assertThat(fails(50, text("a", false), text("b", true).replace("length", "stop"))
                        .kind())
                .isEqualTo(ErrorKind.SHORT);
        assertThat(fails(1, text("a", true).replace("{\"choices", "{\"truncated\":true,\"choices"), usage(7, 1))
                        .kind())
                .isEqualTo(ErrorKind.TRUNCATED);
        assertThat(fails(1, text("a", true), usage(5, 1)).detail())
                .isEqualTo("the engine read 5 of the prompt's 7 tokens");
        assertThat(fails(1, text("a", false)).kind()).isEqualTo(ErrorKind.DISCONNECTED);
    }

    @Test
    void anAnswerThatMayEndEarlyIsNoFailure() {
        TokenStream.Request free = new TokenStream.Request(7, true, 50, false, Optional.empty());
        assertThat(read(List.of(text("a", true).replace("length", "stop"), usage(7, 5), "[DONE]"))
                        .ending(free, ""))
                .isEmpty();
    }

    @Test
    void choicesOfAnotherTypeAreMalformed() {
        for (String choices :
                List.of("\"x\"", "{\"text\":\"a\"}", "7", "[null]", "[\"a\"]", "[{\"delta\":\"a\"}]", "[[]]")) {
            String event = "{\"choices\":" + choices + "}";
            assertThat(new TokenStream(false).event(event, 0.0))
                    .as(event)
                    .contains(new Failure(ErrorKind.MALFORMED, event));
        }
        for (String event : List.of("[]", "7", "null", "{\"choices\":[],\"usage\":7}", "")) {
            assertThat(new TokenStream(false).event(event, 0.0)).as(event).isPresent();
        }
        assertThat(new TokenStream(false).event("{\"choices\":null}", 0.0)).isEmpty();
        assertThat(new TokenStream(false).event("{\"usage\":null,\"choices\":[{\"text\":\"a\"}]}", 0.0))
                .isEmpty();
    }
}
