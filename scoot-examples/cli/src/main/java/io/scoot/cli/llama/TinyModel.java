package io.scoot.cli.llama;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A Llama with random weights and a vocabulary of letter pairs: in {@code "ab cd ef"} each word is one token, and one more begins
 * the text.
 *
 * @param embedding width, a multiple of 32 and of {@code heads}
 * @param layers how many blocks
 * @param heads attention heads
 * @param feedForward width of the feed-forward layers, a multiple of 32
 * @param context longest sequence in tokens
 */
public record TinyModel(int embedding, int layers, int heads, int feedForward, int context) {

    private static final String SPACE = "\u2581";
    private static final int BYTES = 256;
    private static final int SPECIAL = 3 + BYTES; // tokens that a greedy choice must not hit
    private static final int NORMAL = 1; // token types of llama.cpp
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int BYTE = 6;
    private static final short SCALE = 0x1000; // 2⁻¹¹ as a half float: activations stay finite

    /** 20 MB; some 500 tokens per second on one core. */
    public static TinyModel standard() {
        return new TinyModel(512, 6, 8, 1408, 4096);
    }

    /** Words of one token each. */
    public static List<String> words() {
        List<String> words = new ArrayList<>();
        for (char first = 'a'; first <= 'z'; first++) {
            for (char second = 'a'; second <= 'z'; second++) {
                words.add("" + first + second);
            }
        }
        return words;
    }

    /** Writes it as a GGUF file. */
    public void write(Path path, long seed) throws IOException {
        GgufWriter gguf = new GgufWriter();
        List<String> tokens = new ArrayList<>();
        List<Float> scores = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        vocabulary(tokens, scores, types);
        gguf.text("general.architecture", "llama");
        gguf.unsigned("llama.context_length", context);
        gguf.unsigned("llama.embedding_length", embedding);
        gguf.unsigned("llama.block_count", layers);
        gguf.unsigned("llama.feed_forward_length", feedForward);
        gguf.unsigned("llama.attention.head_count", heads);
        gguf.real("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        gguf.text("tokenizer.ggml.model", "llama");
        gguf.texts("tokenizer.ggml.tokens", tokens);
        gguf.reals("tokenizer.ggml.scores", scores);
        gguf.integers("tokenizer.ggml.token_type", types);
        gguf.unsigned("tokenizer.ggml.unknown_token_id", 0);
        gguf.unsigned("tokenizer.ggml.bos_token_id", 1);
        gguf.unsigned("tokenizer.ggml.eos_token_id", 2);
        SplittableRandom random = new SplittableRandom(seed);
        int vocabulary = tokens.size();
        gguf.matrix("token_embd.weight", embedding, vocabulary, row -> weights(embedding, random));
        for (int i = 0; i < layers; i++) {
            String block = "blk." + i + ".";
            gguf.ones(block + "attn_norm.weight", embedding);
            for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
                gguf.matrix(block + name + ".weight", embedding, embedding, row -> weights(embedding, random));
            }
            gguf.ones(block + "ffn_norm.weight", embedding);
            gguf.matrix(block + "ffn_gate.weight", embedding, feedForward, row -> weights(embedding, random));
            gguf.matrix(block + "ffn_up.weight", embedding, feedForward, row -> weights(embedding, random));
            gguf.matrix(block + "ffn_down.weight", feedForward, embedding, row -> weights(feedForward, random));
        }
        gguf.ones("output_norm.weight", embedding);
        gguf.matrix(
                "output.weight",
                embedding,
                vocabulary,
                row -> row < SPECIAL ? new byte[embedding / 32 * 34] : weights(embedding, random));
        gguf.write(path);
    }

    /** Blocks of Q8_0: a scale, and 32 bytes. */
    private static byte[] weights(int columns, SplittableRandom random) {
        byte[] row = new byte[columns / 32 * 34];
        random.nextBytes(row);
        for (int i = 0; i < row.length; i += 34) {
            row[i] = (byte) SCALE;
            row[i + 1] = (byte) (SCALE >> 8);
        }
        return row;
    }

    /** The longer a token, the higher its score: merging ends at whole words. */
    private static void vocabulary(List<String> tokens, List<Float> scores, List<Integer> types) {
        add("<unk>", 0f, UNKNOWN, tokens, scores, types);
        add("<s>", 0f, CONTROL, tokens, scores, types);
        add("</s>", 0f, CONTROL, tokens, scores, types);
        for (int i = 0; i < BYTES; i++) {
            add(String.format("<0x%02X>", i), 0f, BYTE, tokens, scores, types);
        }
        add(SPACE, 0f, NORMAL, tokens, scores, types);
        for (char letter = 'a'; letter <= 'z'; letter++) {
            add(String.valueOf(letter), 0f, NORMAL, tokens, scores, types);
            add(SPACE + letter, 1f, NORMAL, tokens, scores, types);
        }
        for (String word : words()) {
            add(word, 1f, NORMAL, tokens, scores, types);
            add(SPACE + word, 2f, NORMAL, tokens, scores, types);
        }
    }

    private static void add(
            String token, float score, int type, List<String> tokens, List<Float> scores, List<Integer> types) {
        tokens.add(token);
        scores.add(score);
        types.add(type);
    }
}
