package io.scoot.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scoot.simulator.v1.ModelShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedModelTest {

    private static final String LLAMA = """
            {"num_hidden_layers": 32, "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32,
             "num_key_value_heads": 8, "vocab_size": 128256, "max_position_embeddings": 131072, "torch_dtype": "bfloat16"}""";

    @TempDir
    Path folder;

    private ModelShape shape(String config) throws IOException {
        Files.writeString(folder.resolve("config.json"), config);
        return SimulatedModel.of(folder.toString());
    }

    private static void alike(ModelShape read, ModelShape known) {
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("name", "repository")
                .isEqualTo(known);
    }

    @Test
    void aShapeIsReadOrKnownByName() throws IOException {
        alike(shape(LLAMA), ModelShape.LLAMA31_8B);
        alike(shape("""
                {"num_hidden_layers": 48, "hidden_size": 2048, "intermediate_size": 6144, "moe_intermediate_size": 768,
                 "num_attention_heads": 32, "num_key_value_heads": 4, "head_dim": 128, "vocab_size": 151936,
                 "num_experts": 128, "num_experts_per_tok": 8, "max_position_embeddings": 40960}"""), ModelShape.QWEN3_30B_A3B);
        alike(shape("""
                {"num_hidden_layers": 36, "hidden_size": 2880, "intermediate_size": 2880, "num_attention_heads": 64,
                 "num_key_value_heads": 8, "head_dim": 64, "vocab_size": 201088, "num_local_experts": 128,
                 "num_experts_per_tok": 4, "max_position_embeddings": 131072,
                 "quantization_config": {"quant_method": "mxfp4"}}"""), ModelShape.GPT_OSS_120B);
        assertThat(shape(LLAMA.replace(
                                "\"torch",
                                "\"quantization_config\": {\"quant_method\": \"awq\", \"bits\": 4}, \"torch"))
                        .weightBytes())
                .isEqualTo(0.5);
        assertThat(SimulatedModel.of("qwen/qwen3-8b")).isEqualTo(ModelShape.QWEN3_8B);
    }

    @Test
    void whatIsNotSimulatedIsNamed() {
        refused("vocab_size", LLAMA.replace("vocab_size", "words"));
        refused("latent attention (kv_lora_rank)", LLAMA.replace("\"torch", "\"kv_lora_rank\": 512, \"torch"));
        refused(
                "quantised by bitnet",
                LLAMA.replace("\"torch", "\"quantization_config\": {\"quant_method\": \"bitnet\"}, \"torch"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedModel.of("my/model"))
                .withMessageContainingAll("my/model", "meta-llama/Llama-3.1-8B-Instruct");
    }

    private void refused(String words, String config) {
        assertThatIllegalArgumentException().isThrownBy(() -> shape(config)).withMessageContaining(words);
    }
}
