package io.scoot.load.trace;

import java.util.List;

/**
 * A request without its arrival and its words.
 *
 * @param input tokens of its prompt
 * @param output tokens to generate
 * @param group requests of one group begin alike
 * @param prefix how many tokens, at most {@code input}, it shares with its group
 * @param blocks names of the prompt's blocks of {@value #BLOCK} tokens, as Mooncake's traces have them: prompts share the blocks
 *     of the same names; empty: groups alone say what is shared
 */
public record RequestShape(int input, int output, int group, int prefix, List<Long> blocks) {

    /** Tokens of a block. */
    public static final int BLOCK = 512;

    /** Copies. */
    public RequestShape {
        blocks = List.copyOf(blocks);
    }

    /** One whose group alone says what it shares. */
    public RequestShape(int input, int output, int group, int prefix) {
        this(input, output, group, prefix, List.of());
    }
}
