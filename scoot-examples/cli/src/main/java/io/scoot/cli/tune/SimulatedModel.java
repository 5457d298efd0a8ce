package io.scoot.cli.tune;

import io.scoot.engines.catalogue.ModelConfig;
import io.scoot.simulator.v1.ModelShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A model's shape for the simulator: by its name at the hub, or from its folder's {@code config.json}. */
final class SimulatedModel {

    private static final double BYTE_BITS = 8.0;

    /** Bytes of a weight by what quantisations are called; MXFP4 has a scale for each 32 weights. */
    private static final Map<String, Double> WEIGHT_BYTES = Map.of("fp8", 1.0, "fbgemm_fp8", 1.0, "mxfp4", 0.53);

    /** Fields of architectures that the simulator has not. */
    private static final Map<String, String> OTHERS = Map.of(
            "kv_lora_rank", "latent attention",
            "ssm_state_size", "state-space layers",
            "mamba_d_state", "state-space layers",
            "linear_num_value_heads", "linear attention",
            "n_shared_experts", "shared experts",
            "shared_expert_intermediate_size", "shared experts");

    private final String model;
    private final ModelConfig config;
    private final List<String> missing = new ArrayList<>();

    private SimulatedModel(String model, ModelConfig config) {
        this.model = model;
        this.config = config;
    }

    /**
     * The shape.
     *
     * @param model a folder, or a name at the hub
     * @throws IllegalArgumentException if it is not known, or its architecture is not simulated
     */
    static ModelShape of(String model) {
        if (model.isEmpty()) {
            throw new IllegalArgumentException("--prior sim: --model is missing, which is simulated");
        }
        Optional<ModelConfig> config = ModelConfig.of(Path.of(model));
        return config.isPresent()
                ? new SimulatedModel(model, config.get()).shape()
                : ModelShape.ofRepository(model)
                        .orElseThrow(() -> wrong("the shape of model " + model
                                + " is not known: give a folder with a config.json, or one of "
                                + ModelShape.ALL.stream()
                                        .map(ModelShape::repository)
                                        .toList()));
    }

    private ModelShape shape() {
        OTHERS.forEach((field, what) -> {
            if (config.has(field)) {
                throw wrong("model " + model + " has " + what + " (" + field + "), which are not simulated");
            }
        });
        int layers = needed("num_hidden_layers", "n_layer", "num_layers", "n_layers");
        int hidden = needed("hidden_size", "n_embd", "d_model");
        int heads = needed("num_attention_heads", "n_head", "n_heads");
        int vocabulary = needed("vocab_size");
        int experts =
                whole("num_local_experts", "num_experts", "moe_num_experts").orElse(1);
        int active = experts > 1 ? needed("num_experts_per_tok", "experts_per_token", "moe_top_k") : 1;
        OptionalInt ofExpert = experts > 1 ? whole("moe_intermediate_size") : OptionalInt.empty();
        int intermediate =
                ofExpert.isPresent() ? ofExpert.getAsInt() : needed("intermediate_size", "ffn_hidden_size", "n_inner");
        int longest = needed("max_position_embeddings", "n_positions", "max_sequence_length", "seq_length");
        if (!missing.isEmpty()) {
            throw wrong("the config.json of " + model + " does not have " + missing);
        }
        return new ModelShape(
                String.valueOf(Path.of(model).getFileName()),
                model,
                layers,
                hidden,
                intermediate,
                heads,
                whole("num_key_value_heads", "num_kv_heads", "n_head_kv").orElse(heads),
                whole("head_dim").orElse(hidden / Math.max(1, heads)),
                vocabulary,
                Math.max(1, experts),
                active,
                weightBytes(),
                longest);
    }

    /** vLLM serves single precision in half precision. */
    private double weightBytes() {
        Optional<String> method = config.quantization("quant_method");
        if (method.isEmpty()) {
            return 2.0;
        }
        Double known = WEIGHT_BYTES.get(method.get().toLowerCase(Locale.ROOT));
        return known != null
                ? known
                : config.quantization("bits")
                        .filter(bits -> bits.matches("\\d{1,2}"))
                        .map(bits -> Integer.parseInt(bits) / BYTE_BITS)
                        .orElseThrow(() -> wrong(
                                "model " + model + " is quantised by " + method.get() + ", which is not simulated"));
    }

    private OptionalInt whole(String... names) {
        return config.whole(List.of(names));
    }

    private int needed(String... names) {
        OptionalInt value = whole(names);
        if (value.isEmpty()) {
            missing.add(names[0]);
        }
        return value.orElse(1);
    }

    private static IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException("--prior sim: " + message);
    }
}
